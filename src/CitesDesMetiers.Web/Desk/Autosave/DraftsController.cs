using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Desk.Autosave;

/// <summary>
/// Receives drafts and presence of the desk's forms. It is not a <see cref="DeskController"/>, because drafts cannot change an
/// approved issue.
/// </summary>
[Authorize(Policy = Policies.Contributor)]
[Route(DeskAddresses.Drafts)]
[RequestSizeLimit(MaxRequest)]
[RequestFormLimits(ValueLengthLimit = MaxRequest, MultipartBodyLengthLimit = MaxRequest)]
public class DraftsController(DraftStore drafts, EditRights rights) : Controller
{
    /// <summary>
    /// In bytes. Larger than <see cref="DraftStore.MaxSize"/>, so that a draft that is too long gets a message instead of a status.
    /// </summary>
    private const int MaxRequest = 16 * 1024 * 1024;

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Draft)]
    public async Task<IActionResult> Keep([FromForm(Name = OpenedForm.SubjectField)] string? subject, CancellationToken cancellation)
    {
        if (await FindAsync(subject, cancellation) is not { } thing)
        {
            return NotFound();
        }

        var form = await Request.ReadFormAsync(cancellation);
        var kept = await drafts.KeepAsync(thing.Subject, Author.Of(User), form, cancellation);
        return DraftAnswer.To(kept, await OthersAsync(thing, cancellation));
    }

    /// <summary>Records that the form is open, whether or not anything was typed.</summary>
    [HttpPost("presence")]
    [EnableRateLimiting(RateLimits.Draft)]
    public async Task<IActionResult> See([FromForm(Name = OpenedForm.SubjectField)] string? subject, CancellationToken cancellation)
    {
        if (await FindAsync(subject, cancellation) is not { Id: not null } thing)
        {
            return NotFound();
        }

        await drafts.SeeAsync(thing.Subject, Author.Of(User), cancellation);
        return Json(new { presence = OpenedForm.Presence(await OthersAsync(thing, cancellation)) });
    }

    /// <summary>Deletes a draft that its author discards. People can delete only their own drafts, so the entity need not exist.</summary>
    [HttpPost("abandon")]
    public async Task<IActionResult> Abandon([FromForm(Name = OpenedForm.SubjectField)] string? subject, string? back, CancellationToken cancellation)
    {
        if (!EditedThing.TryParse(subject, out var thing))
        {
            return NotFound();
        }

        await drafts.ForgetAsync(thing.Subject, Author.Of(User), cancellation);
        TempData[PageMessages.SavedKey] = "Le texte non enregistré est abandonné.";
        return LocalRedirect(Url.IsLocalUrl(back) ? back : DeskAddresses.Dashboard);
    }

    private async Task<EditedThing?> FindAsync(string? subject, CancellationToken cancellation) =>
        EditedThing.TryParse(subject, out var thing) && await rights.MayWriteAsync(thing, User, cancellation) ? thing : null;

    private async Task<IReadOnlyList<string>> OthersAsync(EditedThing thing, CancellationToken cancellation) =>
        thing.Id is null ? [] : await drafts.OthersAsync(thing.Subject, Author.Of(User), cancellation);
}
