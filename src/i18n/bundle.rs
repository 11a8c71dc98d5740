//! The Fluent side: a catalogue with our numbers and our plural rules in it.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::numbers::{Number, Numbers};
use super::plural::Plurals;

/// One language's messages. `Send` and `Sync`.
pub type Bundle = FluentBundle<FluentResource>;

/// What is put into a sentence.
pub enum Value<'a> {
    /// Written as the language writes numbers.
    Number(Number),
    /// Put in as it is.
    Text(&'a str),
}

/// Loads a catalogue that the build has checked.
pub fn load(tag: &'static str, sources: &[&str]) -> Bundle {
    let language: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_formatter(Some(number));
    let plurals = Plurals::of(tag);
    // Fails only for a name that is taken.
    let _ = bundle.add_function("PLURAL", move |given, _| match given.first() {
        Some(FluentValue::Number(number)) => plurals.category(number.value).into(),
        _ => FluentValue::Error,
    });
    for source in sources {
        // The build refuses what does not parse and ids that stand twice.
        let resource =
            FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(some, _)| some);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// A message or one of its attributes, filled in; `None` when the bundle does not have it.
pub fn say(
    bundle: &Bundle,
    message: &str,
    attribute: Option<&str>,
    values: &[(&str, Value<'_>)],
) -> Option<String> {
    let message = bundle.get_message(message)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let mut args = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        let value = match value {
            Value::Number(number) => FluentValue::Number(number.0.into()),
            Value::Text(text) => FluentValue::from(*text),
        };
        args.set(*name, value);
    }
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
}

/// Fluent's hook for values in a sentence: numbers in the way of the language.
fn number(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    memoizer.with_try_get::<Memo, _, _>((), |memo| memo.0.any(*value)).ok()
}

/// Fluent keeps one per language.
struct Memo(Numbers);

impl Memoizable for Memo {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        Ok(Self(Numbers::of(&language.to_string())))
    }
}
