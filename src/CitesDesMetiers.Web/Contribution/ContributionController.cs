using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Web.Newsletter.Accounts;
using CitesDesMetiers.Web.Newsletter.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>The page behind a personal link, with the form of a news item.</summary>
[FormLimit(nameof(NewsForm.Picture))]
[Route(ContributionAddresses.Template)]
public class ContributionController(
    NewsletterContext db, PersonalLinks links, NewsWriting writing, DraftForms drafts, FormState state,
    IOptions<MailOptions> mail, TimeProvider clock)
    : PersonalLinkController(links)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether the author may still edit the item: it is a draft, was returned for changes, or waits for review.</summary>
    internal static bool IsEditableByAuthor(NewsState state) => state is NewsState.Draft or NewsState.ChangesAsked or NewsState.Submitted;

    [HttpGet("")]
    public Task<IActionResult> Show(string token, CancellationToken cancellation) =>
        EnterAsync(
            token,
            async invitation =>
                await PageAsync(token, invitation, await OpenAsync(token, invitation, new NewsForm(), null, cancellation), null, cancellation),
                cancellation);

    [HttpPost("")]
    public Task<IActionResult> Create(string token, NewsForm form, CancellationToken cancellation) =>
        EnterAsync(token, async invitation =>
        {
            string? remark = null;
            form.CiteId = invitation.CiteId;
            await writing.ReceiveAsync(form, ModelState, cancellation);
            if (ModelState.IsValid)
            {
                var news = new NewsItem(form.Title!, invitation.CiteId, invitation.UserId, Now);
                news.AnswerTo(invitation.Call);
                db.Add(news);
                remark = await writing.ApplyAsync(form, news, Author.Of(invitation), ModelState, cancellation);
            }

            if (!ModelState.IsValid)
            {
                return await ShowFormAgainAsync(token, form, null, cancellation);
            }

            await db.SaveChangesAsync(cancellation);
            return await FinishAsync(token, invitation, form, null, remark, cancellation);
        }, cancellation, forNews: true);

    [HttpGet("nouvelles/{id:int}")]
    public Task<IActionResult> Edit(string token, int id, CancellationToken cancellation) =>
        EnterAsync(token, async invitation => await FindAsync(invitation, id, cancellation) switch
        {
            null => NotFound(),
            { } news when !IsEditableByAuthor(news.State) => Back(token, $"« {news.Title} » est acceptée : pour la changer, écrivez à la rédaction."),
            { } news =>
                await PageAsync(token, invitation, await OpenAsync(token, invitation, NewsForm.From(news), id, cancellation), news, cancellation),
        }, cancellation);

    [HttpPost("nouvelles/{id:int}")]
    public Task<IActionResult> Update(string token, int id, NewsForm form, CancellationToken cancellation) =>
        EnterAsync(token, async invitation =>
        {
            form.CiteId = invitation.CiteId;
            if (await FindAsync(invitation, id, cancellation) is not { } news)
            {
                return NotFound();
            }

            string? remark = null;
            await writing.ReceiveAsync(form, ModelState, cancellation);
            if (!IsEditableByAuthor(news.State))
            {
                ModelState.AddModelError(
                    "", "La rédaction a accepté cette nouvelle entre-temps : vos changements ne sont pas enregistrés. Copiez ce que "
                        + "vous voulez garder et écrivez-lui.");
            }
            else if (ModelState.IsValid)
            {
                remark = await writing.ApplyAsync(form, news, Author.Of(invitation), ModelState, cancellation);
            }

            return ModelState.IsValid
                ? await SaveAsync(token, invitation, news, form, remark, cancellation)
                : await ShowFormAgainAsync(token, form, id, cancellation);
        }, cancellation);

    [HttpGet("rien")]
    public Task<IActionResult> Nothing(string token, CancellationToken cancellation) =>
        EnterAsync(
            token,
            invitation =>
                Task.FromResult<IActionResult>(View(new ContributionPage(token, invitation, invitation.Call.IsLate(Now), new NewsForm(), null))),
                cancellation, forNews: true);

    [HttpPost("rien")]
    public Task<IActionResult> SayNothing(string token, CancellationToken cancellation) =>
        EnterAsync(token, async invitation =>
        {
            invitation.SayNothing(Now);
            await db.SaveChangesAsync(cancellation);
            return Back(
                token,
                invitation.AnsweredAt is null
                    ? "C’est noté, merci. Nous ne vous relancerons pas."
                    : "Votre Cité a déjà envoyé une nouvelle : elle compte comme réponse.");
        }, cancellation, forNews: true);

    private Task<NewsItem?> FindAsync(Invitation invitation, int id, CancellationToken cancellation) =>
        db.News.OfInvitation(invitation).Include(n => n.Pictures).ThenInclude(p => p.MediaFile).Include(n => n.Themes)
            .FirstOrDefaultAsync(n => n.Id == id, cancellation);

    private Task<NewsForm> OpenAsync(string token, Invitation invitation, NewsForm stored, int? news, CancellationToken cancellation) =>
        drafts.OpenAsync(this, ContributionDrafts.Opened(token, invitation, news), Author.Of(invitation), stored, cancellation);

    private async Task<IActionResult> SaveAsync(
        string token, Invitation invitation, NewsItem news, NewsForm form, string? remark, CancellationToken cancellation)
    {
        db.Expect(news, form.Version);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return await FinishAsync(token, invitation, form, news.Id, remark, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            if (await db.News.Include(n => n.Themes).Include(n => n.Pictures)
                .FirstOrDefaultAsync(n => n.Id == news.Id, cancellation) is not { } stored)
            {
                ModelState.AddModelError("", "Cette nouvelle a été supprimée entre-temps. Copiez ce que vous voulez garder.");
                return await ShowFormAgainAsync(token, form, null, cancellation);
            }

            var storedForm = NewsForm.From(stored);
            state.Conflict = Ui.Forms.Conflict.Between(form, storedForm);
            form.Version = storedForm.Version;
            ModelState.Remove(nameof(form.Version));
            return await ShowFormAgainAsync(token, form, news.Id, cancellation);
        }
    }

    /// <summary>Shows the form again with what was typed.</summary>
    private async Task<IActionResult> ShowFormAgainAsync(string token, NewsForm form, int? id, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        return await EnterAsync(
            token,
            async invitation =>
            {
                await drafts.ReturnAsync(this, ContributionDrafts.Opened(token, invitation, id), Author.Of(invitation), cancellation);
                return await PageAsync(
                    token, invitation, form, id is { } known ? await FindAsync(invitation, known, cancellation) : null, cancellation);
            },
            cancellation);
    }

    private async Task<IActionResult> PageAsync(
        string token, Invitation invitation, NewsForm form, NewsItem? entry, CancellationToken cancellation) =>
        View(entry is null ? "Show" : "Edit", new ContributionPage(token, invitation, invitation.Call.IsLate(Now), form, entry)
        {
            Sent = await SentItems.ReadAsync(db, invitation, cancellation),
            NewsAddress = mail.Value.News?.Of(invitation.Cite.Slug),
            TakesNews = invitation.IsOpen(invitation.Call, Now),
            Trail = entry is null ? null : await NewsTrail.ReadAsync(db, entry, cancellation),
            Contacts = await Choices.ContactsAsync(db, invitation.CiteId, form.ContactId, cancellation),
            Themes = await Choices.ThemesAsync(db, cancellation),
        });

    private async Task<IActionResult> FinishAsync(
        string token, Invitation invitation, NewsForm form, int? news, string? remark, CancellationToken cancellation)
    {
        await drafts.SavedAsync(this, ContributionDrafts.Opened(token, invitation, news).Subject, Author.Of(invitation), cancellation);
        var message = form.Step is NewsStep.Submit
            ? $"« {form.Title?.Trim()} » est proposée à la rédaction. Merci !"
            : $"« {form.Title?.Trim()} » est enregistrée. La rédaction ne la lit pas encore : proposez-la quand elle est prête.";
        return Back(token, $"{message} {remark}".TrimEnd());
    }
}
