using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Web.Desk.Documents;

/// <summary>The texts of an issue that a document may bring.</summary>
internal sealed record IssueTexts(
    string? Salutation, string? Editorial, string? ClosingFormula, string? Signatory, string? SignatoryRole, string? ContactAddress, string? Team)
{
    public static IssueTexts Of(Issue issue) => new(
        issue.Salutation, issue.Editorial, issue.ClosingFormula, issue.Signatory, issue.SignatoryRole, issue.ContactAddress, issue.Team);

    public static IssueTexts Of(Sheet sheet) => new(
        sheet.Salutation, string.Join("\n\n", sheet.Items.Where(i => i.Label is SheetLabel.Editorial).Select(Section)),
        sheet.ClosingFormula, sheet.Signatory, sheet.SignatoryRole, sheet.ContactAddress, sheet.Team);

    public void WriteTo(Issue issue)
    {
        issue.WriteEditorial(Salutation, Editorial, ClosingFormula, Signatory, SignatoryRole);
        issue.Close(issue.ContactNotice, ContactAddress, issue.Closing, Team);
    }

    /// <param name="replaces">Whether texts of the document come first; otherwise they only fill what is empty.</param>
    public IssueTexts With(IssueTexts brought, bool replaces)
    {
        return new(
            Choose(Salutation, brought.Salutation), Choose(Editorial, brought.Editorial), Choose(ClosingFormula, brought.ClosingFormula),
            Choose(Signatory, brought.Signatory), Choose(SignatoryRole, brought.SignatoryRole),
            Choose(ContactAddress, brought.ContactAddress), Choose(Team, brought.Team));

        string? Choose(string? own, string? other) =>
            string.IsNullOrWhiteSpace(other) || (!replaces && !string.IsNullOrWhiteSpace(own)) ? own : other;
    }

    /// <summary>Gives back the former texts where they still are those that were brought.</summary>
    public IssueTexts Without(IssueTexts before, IssueTexts after) => new(
        Back(Salutation, before.Salutation, after.Salutation), Back(Editorial, before.Editorial, after.Editorial),
        Back(ClosingFormula, before.ClosingFormula, after.ClosingFormula), Back(Signatory, before.Signatory, after.Signatory),
        Back(SignatoryRole, before.SignatoryRole, after.SignatoryRole), Back(ContactAddress, before.ContactAddress, after.ContactAddress),
        Back(Team, before.Team, after.Team));

    private static string? Back(string? own, string? before, string? after) => own == after ? before : own;

    private static string Section(SheetItem item) => item.Title is { Length: > 0 } title ? $"## {title}\n\n{item.Text}" : item.Text ?? "";
}
