import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.javarosa.core.model.*;
import org.javarosa.core.model.data.*;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.*;
import org.javarosa.core.reference.*;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.form.api.*;
import org.javarosa.model.xform.*;
import org.javarosa.xform.util.XFormAnswerDataSerializer;
import org.javarosa.xform.util.XFormUtils;

/**
 * JavaRosa, the engine of ODK Collect, as a person who fills forms.
 *
 * Reads lines of `seed TAB file`; for each it fills the form and prints `FORM file`, one line for each
 * question that was asked with its answer and what became of it, and `XML` with the submission. The
 * answer to a question follows from the seed and its path alone, so that two XForms of one workbook are
 * answered alike.
 */
public class Fill {
    public static void main(String[] arguments) throws Exception {
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new Phone());
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split("\t");
            out.println("FORM " + parts[1]);
            try {
                fill(Long.parseLong(parts[0]), Path.of(parts[1]), out);
            } catch (Exception | StackOverflowError error) {
                String words = String.valueOf(error.getMessage()).split("\n")[0];
                out.println("FAILED " + error.getClass().getSimpleName() + " " + words);
            }
        }
        out.flush();
    }

    static void fill(long seed, Path file, PrintStream out) throws Exception {
        ReferenceManager.instance().reset();
        ReferenceManager.instance().addReferenceFactory(new Beside(file.toAbsolutePath().getParent()));
        FormDef form;
        try (InputStream in = Files.newInputStream(file)) {
            form = XFormUtils.getFormFromInputStream(in);
        }
        FormEntryController person = new FormEntryController(new FormEntryModel(form));
        form.initialize(true, new InstanceInitializationFactory());
        FormEntryModel model = person.getModel();
        for (int steps = 0; steps < 5000; steps++) {
            int event = person.stepToNextEvent();
            if (event == FormEntryController.EVENT_END_OF_FORM) {
                break;
            }
            FormIndex at = model.getFormIndex();
            if (event == FormEntryController.EVENT_QUESTION) {
                answer(seed, person, model, at, out);
            } else if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT) {
                String path = at.getReference().toString(true);
                if (dice(seed, path, 0).nextInt(3) > 0 && at.getElementMultiplicity() < 3) {
                    out.println("ROW " + path);
                    person.newRepeat(at);
                }
            }
        }
        form.postProcessInstance();
        judge(seed, form, person, out);
        byte[] xml = new XFormSerializingVisitor().serializeInstance(form.getInstance());
        out.println("XML " + new String(xml, StandardCharsets.UTF_8).replace("\n", "&#10;"));
    }

    static void answer(
        long seed, FormEntryController person, FormEntryModel model, FormIndex at, PrintStream out
    ) {
        FormEntryPrompt prompt = model.getQuestionPrompt(at);
        String path = at.getReference().toString(true);
        if (prompt.isReadOnly()) {
            out.println("SHOWN " + path);
            return;
        }
        for (int turn = 0; turn < 4; turn++) {
            IAnswerData answer = turn == 3 ? null : made(dice(seed, path, turn), prompt);
            int outcome = person.answerQuestion(at, answer, true);
            String said = answer == null ? "" : answer.uncast().getString().replace("\n", " ");
            out.println("ASKED " + path + " " + outcome + " " + said);
            if (outcome == FormEntryController.ANSWER_OK) {
                return;
            }
        }
    }

    /** What the rules say of the filled form: of each answer, and of one that might stand in its place. */
    static void judge(long seed, FormDef form, FormEntryController person, PrintStream out) {
        person.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        FormEntryModel model = person.getModel();
        while (true) {
            int event = person.stepToNextEvent();
            if (event == FormEntryController.EVENT_END_OF_FORM) {
                return;
            }
            if (event != FormEntryController.EVENT_QUESTION) {
                continue;
            }
            FormEntryPrompt prompt = model.getQuestionPrompt();
            TreeReference at = model.getFormIndex().getReference();
            String path = at.toString(true);
            IAnswerData answer = prompt.getAnswerValue();
            if (answer == null) {
                out.println("JUDGED " + path + " " + (prompt.isRequired() ? "missing" : "empty"));
            } else {
                out.println("JUDGED " + path + " " + (form.evaluateConstraint(at, answer) ? "holds" : "broken"));
            }
            IAnswerData other = prompt.isReadOnly() ? null : made(dice(seed, path, 9), prompt);
            if (other != null) {
                Object written = new XFormAnswerDataSerializer().serializeAnswerData(other);
                boolean holds = form.evaluateConstraint(at, other);
                out.println("TRIED " + path + " " + (holds ? "holds" : "broken") + " " + written);
            }
        }
    }

    static Random dice(long seed, String path, int turn) {
        // Questions that only lay out a table are named by row or by group.
        String name = path.replaceAll("(generated|reserved)_[a-z_]*(label|labels)_[^/\\[]*", "$1");
        return new Random(seed * 1_000_003L + name.hashCode() * 31L + turn);
    }

    static IAnswerData made(Random dice, FormEntryPrompt prompt) {
        int control = prompt.getControlType();
        if (control == Constants.CONTROL_SELECT_ONE) {
            List<SelectChoice> choices = prompt.getSelectChoices();
            if (choices == null || choices.isEmpty()) {
                return null;
            }
            return new SelectOneData(choices.get(dice.nextInt(choices.size())).selection());
        }
        if (control == Constants.CONTROL_SELECT_MULTI || control == Constants.CONTROL_RANK) {
            List<SelectChoice> choices = prompt.getSelectChoices();
            if (choices == null || choices.isEmpty()) {
                return null;
            }
            List<Selection> taken = new ArrayList<>();
            for (SelectChoice choice : choices) {
                if (control == Constants.CONTROL_RANK || dice.nextInt(3) == 0) {
                    taken.add(choice.selection());
                }
            }
            if (control == Constants.CONTROL_RANK) {
                Collections.shuffle(taken, dice);
            }
            return taken.isEmpty() ? null : new MultipleItemsData(taken);
        }
        if (control == Constants.CONTROL_TRIGGER) {
            return new StringData("OK");
        }
        switch (prompt.getDataType()) {
            case Constants.DATATYPE_INTEGER: return new IntegerData(dice.nextInt(40));
            case Constants.DATATYPE_DECIMAL: return new DecimalData(dice.nextInt(400) / 8.0);
            case Constants.DATATYPE_DATE:
                return new DateData(new Date(1_400_000_000_000L + dice.nextInt(4000) * 86_400_000L));
            case Constants.DATATYPE_TIME:
                return new TimeData(new Date(dice.nextInt(86_400) * 1000L));
            case Constants.DATATYPE_DATE_TIME:
                return new DateTimeData(
                    new Date(1_400_000_000_000L + dice.nextInt(4000) * 86_400_000L));
            case Constants.DATATYPE_GEOPOINT:
                return new GeoPointData(new double[] {dice.nextInt(160) - 80.0, dice.nextInt(300) - 150.0, 0, 5});
            case Constants.DATATYPE_GEOTRACE:
            case Constants.DATATYPE_GEOSHAPE:
                return null;
            case Constants.DATATYPE_BINARY: return new StringData("file" + dice.nextInt(9) + ".jpg");
            default:
                String[] said = {"dhahabu", "2", "yes", "Anna Mushi", "a & b < c", "ዝናብ", "0712345678"};
                return new StringData(said[dice.nextInt(said.length)]);
        }
    }

    /** The files beside a form, as a phone keeps them. A file that is not there is no file. */
    static class Beside implements ReferenceFactory {
        final Path folder;

        Beside(Path folder) { this.folder = folder; }

        Path find(String uri) { return folder.resolve(uri.substring(uri.lastIndexOf('/') + 1)); }

        public boolean derives(String uri) {
            return uri.startsWith("jr://file") && Files.isRegularFile(find(uri));
        }

        public Reference derive(String uri) {
            Path path = find(uri);
            return new Reference() {
                public boolean doesBinaryExist() { return Files.exists(path); }
                public InputStream getStream() throws IOException { return Files.newInputStream(path); }
                public String getURI() { return uri; }
                public String getLocalURI() { return path.toString(); }
                public boolean isReadOnly() { return true; }
                public OutputStream getOutputStream() throws IOException { throw new IOException(); }
                public void remove() {}
                public Reference[] probeAlternativeReferences() { return new Reference[0]; }
            };
        }

        public Reference derive(String uri, String context) { return derive(uri); }
    }

    /** What a phone knows of itself. */
    static class Phone implements IPropertyManager {
        public List<String> getProperty(String name) { return List.of(getSingularProperty(name)); }
        public void setProperty(String name, String value) {}
        public void setProperty(String name, List<String> value) {}
        public String getSingularProperty(String name) { return "phone-" + name; }
        public void addRules(IPropertyRules rules) {}
        public List<IPropertyRules> getRules() { return List.of(); }
    }
}
