using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Sending.Settings;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Desk.NewsMails;

/// <summary>Mails to the addresses of the Cités about which a person must decide, and these addresses.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.NewsMails)]
public class NewsMailsController(NewsletterContext db, IOptions<MailOptions> mail, TimeProvider clock) : DeskController(db)
{
    private const string Gone = "Ce message n’attend plus : quelqu’un a décidé entre-temps.";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var waiting = await Db.MailedNews.AsNoTracking().Include(m => m.Cite).Include(m => m.Pictures).Where(m => m.Doubt != null)
            .OrderBy(m => m.ReceivedAt).Take(100).ToListAsync(cancellation);
        var cites = await Db.Cites.OrderByFrench(c => c.Name).Select(c => new { c.Name, c.Slug }).ToListAsync(cancellation);
        return View(new NewsMailsPage(
            waiting, mail.Value.News,
            [.. from cite in cites let address = mail.Value.News?.Of(cite.Slug) where address != null select (cite.Name, address)]));
    }

    /// <summary>Makes a news item of the mail, which an editor then reads like any other.</summary>
    [HttpPost("{id:int}/acceptation")]
    public async Task<IActionResult> Accept(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } waiting)
        {
            return Refused(Gone, nameof(Index));
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var news = new NewsItem(waiting.Title!, waiting.CiteId, null, now);
        news.Write(waiting.Title!, waiting.Body, "fr", waiting.CiteId, null, now);
        foreach (var picture in waiting.Pictures)
        {
            news.AddPicture(picture);
        }

        if (news.IsComplete)
        {
            news.Submit();
            news.Record(NewsEventKind.Submitted, now, null, waiting.SenderName ?? "Quelqu’un", "Reçue par courriel.");
        }

        Db.Add(news);
        waiting.Settle();
        return await SaveAsync(cancellation)
            ? Done($"« {news.Title} » est dans les nouvelles : relisez-la.", "Edit", new { controller = "News", id = news.Id })
            : Refused(Gone, nameof(Index));
    }

    [HttpPost("{id:int}/refus")]
    public async Task<IActionResult> Reject(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } waiting)
        {
            return Refused(Gone, nameof(Index));
        }

        var title = waiting.Title;
        waiting.Settle();
        return await SaveAsync(cancellation)
            ? Done($"« {title} » est refusé : rien n’en est gardé, et personne n’en est averti.", nameof(Index))
            : Refused(Gone, nameof(Index));
    }

    private Task<MailedNews?> FindAsync(int id, CancellationToken cancellation) =>
        Db.MailedNews.Include(m => m.Pictures).FirstOrDefaultAsync(m => m.Id == id && m.Doubt != null, cancellation);

    /// <returns>False when somebody decided at the same time.</returns>
    private async Task<bool> SaveAsync(CancellationToken cancellation)
    {
        try
        {
            await Db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}

/// <param name="Address">Null when the site takes no news by mail.</param>
internal sealed record NewsMailsPage(
    IReadOnlyList<MailedNews> Waiting, NewsAddress? Address, IReadOnlyList<(string Cite, string Address)> Addresses);
