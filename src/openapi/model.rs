//! What a page about the API shows.

/// The document for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guide {
    /// The name of the API.
    pub title: String,
    /// The version of the contract.
    pub version: String,
    /// What it is about, in paragraphs (CommonMark).
    pub description: String,
    /// Operations by what they are about.
    pub rooms: Vec<Room>,
    /// The shapes of bodies.
    pub schemas: Vec<Schema>,
}

/// Operations that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its name: the tag.
    pub name: String,
    /// What the operations have in common.
    pub description: String,
    /// The operations.
    pub operations: Vec<Operation>,
}

/// One method of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its stable name, `operationId`; unique, and fit for an anchor.
    pub id: String,
    /// The method in capitals.
    pub method: String,
    /// The address, with parameters in braces.
    pub path: String,
    /// What it does, in a few words.
    pub summary: String,
    /// What else there is to know (CommonMark); may be empty.
    pub description: String,
    /// Who may call: names of security schemes, any of them. Empty: anybody.
    pub callers: Vec<String>,
    /// Parameters of the address, its query and its headers.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub request: Option<Body>,
    /// What comes back, by status.
    pub answers: Vec<Answer>,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where it stands: `path`, `query` or `header`.
    pub place: String,
    /// Whether it has to be there.
    pub required: bool,
    /// What it means.
    pub description: String,
    /// A value that fits; may be empty.
    pub example: String,
}

/// A body in one content type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The content type.
    pub content_type: String,
    /// The name of its schema among [`Guide::schemas`], where it has one.
    pub schema: Option<String>,
    /// Bodies that fit.
    pub examples: Vec<Example>,
}

/// What comes back with one status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// What it means.
    pub description: String,
    /// Names of the headers that come with it.
    pub headers: Vec<String>,
    /// Its body, in each content type that it can have.
    pub bodies: Vec<Body>,
}

/// A body to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its key.
    pub name: String,
    /// What it shows; may be empty.
    pub summary: String,
    /// The JSON, indented by two blanks.
    pub text: String,
}

/// The shape of a body or of a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// Its name; fit for an anchor.
    pub name: String,
    /// What it is; may be empty.
    pub description: String,
    /// The JSON Schema, indented by two blanks.
    pub text: String,
}
