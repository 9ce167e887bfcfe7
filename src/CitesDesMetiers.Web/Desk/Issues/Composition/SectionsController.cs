using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>The sections of an issue: adds, names, hides, edits, moves and removes them.</summary>
[Route(IssueAddresses.Template + "/rubriques")]
public class SectionsController(NewsletterContext db, IssueChanges changes) : ComposerController(db, changes)
{
    private const string TitleFault = "Un titre de rubrique compte de 1 à 100 caractères : l’ancien est conservé.";

    [HttpPost("")]
    public Task<IActionResult> Add(int issueId, SectionKind kind, string? title, CancellationToken cancellation) =>
        ChangeAsync(issueId, issue => issue.AddSection(kind, TitleOf(title) ?? kind.Label()), "La rubrique est ajoutée, à la fin.", cancellation);

    [HttpPost("{sectionId:int}/titre")]
    public Task<IActionResult> Rename(int issueId, int sectionId, string? title, CancellationToken cancellation) =>
        TitleOf(title) is { } name
            ? ChangeAsync(issueId, issue => Section(issue, sectionId).Rename(name), "La rubrique est renommée.", cancellation)
            : Task.FromResult<IActionResult>(Refuse(issueId, TitleFault));

    [HttpPost("{sectionId:int}/masquage")]
    public Task<IActionResult> Hide(int issueId, int sectionId, CancellationToken cancellation) =>
        ChangeAsync(
            issueId, issue => Section(issue, sectionId).Hide(), "La rubrique est masquée : elle reste ici, mais ne paraîtra pas.", cancellation);

    [HttpPost("{sectionId:int}/affichage")]
    public Task<IActionResult> Unhide(int issueId, int sectionId, CancellationToken cancellation) =>
        ChangeAsync(issueId, issue => Section(issue, sectionId).Show(), "La rubrique paraîtra de nouveau.", cancellation);

    [HttpGet("{sectionId:int}/texte")]
    public async Task<IActionResult> Text(int issueId, int sectionId, CancellationToken cancellation) =>
        await Db.Set<IssueSection>().AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == sectionId && s.IssueId == issueId && s.Kind == SectionKind.Free, cancellation) is { } section
            ? View(new SectionText(issueId, sectionId, section.Title, section.Body))
            : NotFound();

    /// <summary>Saves the text of a free section. A text that is too long or has forbidden characters is shown again.</summary>
    [HttpPost("{sectionId:int}/texte")]
    public Task<IActionResult> Write(int issueId, int sectionId, string? body, CancellationToken cancellation) =>
        FaultOf(body) is { } fault
            ? Task.FromResult<IActionResult>(ShowAgain(new SectionText(issueId, sectionId, null, body), fault))
            : ChangeAsync(issueId, issue => Section(issue, sectionId).Write(body), "Le texte de la rubrique est enregistré.", cancellation);

    [HttpPost("{sectionId:int}/deplacement")]
    public Task<IActionResult> Move(int issueId, int sectionId, int by, CancellationToken cancellation) =>
        ChangeAsync(issueId, issue => issue.MoveSection(sectionId, Math.Sign(by)), null, cancellation);

    [HttpPost("{sectionId:int}/suppression")]
    public Task<IActionResult> Remove(int issueId, int sectionId, CancellationToken cancellation) =>
        ChangeAsync(
            issueId, issue => issue.RemoveSection(sectionId), "La rubrique est retirée ; ses nouvelles sont de nouveau disponibles.", cancellation);

    private ViewResult ShowAgain(SectionText text, string fault)
    {
        ModelState.AddModelError("body", fault);
        return View("Text", text);
    }

    private static string? TitleOf(string? title) =>
        title?.Trim() is { Length: > 0 and <= IssueSection.TitleLength } text && !Core.Values.Text.HasForbiddenCharacter(text) ? text : null;

    private static string? FaultOf(string? body) =>
        body?.ReplaceLineEndings("\n").Trim() is not { } text ? null
        : text.Length > NewsItem.BodyLength
            ? $"Le texte dépasse {FrenchNumber(NewsItem.BodyLength)} caractères : il en compte {FrenchNumber(text.Length)}. Raccourcissez-le."
        : Core.Values.Text.HasForbiddenCharacter(text, multiline: true)
            ? "Le texte contient un caractère invisible qui n’y a pas sa place. Retapez le passage collé."
        : null;

    private static string FrenchNumber(int number) => FrenchNumbers.Format(number);
}

/// <summary>The text of a free section.</summary>
/// <param name="Title">Null for a refused text, shown again to be corrected.</param>
public sealed record SectionText(int IssueId, int SectionId, string? Title, string? Body);
