using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Core.Issues;

/// <summary>An issue as the translation of another one of the same number.</summary>
public partial class Issue
{
    private readonly List<TranslatedPassage> passages = [];

    /// <summary>The issue that this one translates, which may have been deleted since; null for an original.</summary>
    public int? TranslationOfId { get; private set; }
    public bool IsTranslation => TranslationOfId is not null;
    public IReadOnlyList<TranslatedPassage> Passages => passages;

    /// <summary>
    /// Copies this issue, to be translated: its texts, its sections and its choice of dates. News, moves and dates stay the same ones; their
    /// translations are kept as passages.
    /// </summary>
    /// <exception cref="ArgumentException">The language is unknown, or is that of this issue.</exception>
    /// <exception cref="InvalidOperationException">This issue is itself a translation.</exception>
    public Issue TranslateInto(string language)
    {
        if (IsTranslation)
        {
            throw new InvalidOperationException("Translations are made from the original.");
        }

        if (language == Language)
        {
            throw new ArgumentException("An issue is not translated into its own language.", nameof(language));
        }

        var copy = new Issue(Number, Date)
        {
            TranslationOfId = Id,
            Language = Languages.Known(language, nameof(language)),
            PeriodLabel = PeriodLabel,
            AgendaFrom = AgendaFrom,
            AgendaTo = AgendaTo,
        };
        copy.Announce(Subject, Preheader);
        copy.WriteEditorial(Salutation, Editorial, ClosingFormula, Signatory, SignatoryRole);
        copy.Close(ContactNotice, ContactAddress, Closing, Team);
        copy.agendaChoices.AddRange(agendaChoices.Select(c => new AgendaChoice(c.AgendaEntryId, c.IsIncluded)));
        foreach (var section in Ordering.InOrder(sections))
        {
            copy.AddCopyOf(section).CopyItems(section);
        }

        return copy;
    }

    /// <summary>Adds an empty copy of a section of the original at the end.</summary>
    public IssueSection AddCopyOf(IssueSection original)
    {
        var copy = AddSection(original.Kind, original.Title);
        copy.CopyFrom(original);
        return copy;
    }

    /// <summary>The passage of this key; a new one if there is none.</summary>
    /// <param name="original">The present original.</param>
    public TranslatedPassage Passage(string key, string original)
    {
        GuardOpen();
        var passage = passages.Find(p => p.Key == key);
        if (passage is null)
        {
            passage = new TranslatedPassage(key, original);
            passages.Add(passage);
        }

        return passage;
    }
}
