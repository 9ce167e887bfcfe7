namespace CitesDesMetiers.Core.Issues;

/// <summary>An issue as the pattern of the next one.</summary>
public partial class Issue
{
    /// <summary>
    /// The issue of the next number and the next month, with what stays the same from one issue to the next: language, sections, team,
    /// contact, greeting, closing and signatory. It has no item, no date and no text of its own yet.
    /// </summary>
    public Issue Next()
    {
        var next = new Issue(Number + 1, Date.AddMonths(1)) { Language = Language };
        next.WriteEditorial(Salutation, null, ClosingFormula, Signatory, SignatoryRole);
        next.Close(ContactNotice, ContactAddress, Closing, Team);
        foreach (var section in Ordering.InOrder(sections))
        {
            var copy = next.AddSection(section.Kind, section.Title);
            if (section.IsHidden)
            {
                copy.Hide();
            }
        }

        return next;
    }
}
