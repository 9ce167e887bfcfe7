using System.Security.Claims;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Dashboard;

/// <summary>The path of the news of one Cité, for its correspondents: call, writing, reading by the editors, publication.</summary>
internal sealed class CitePath(NewsletterContext db, ClaimsPrincipal user, DateTime now)
{
    private readonly int? own = user.OwnCiteId();

    public async Task<WorkPath> ReadAsync(CancellationToken cancellation)
    {
        var states = await db.News.Where(n => n.CiteId == own).GroupBy(n => n.State).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var (drafts, asked) = (states.GetValueOrDefault(NewsState.Draft), states.GetValueOrDefault(NewsState.ChangesAsked));
        var (submitted, accepted) = (states.GetValueOrDefault(NewsState.Submitted), states.GetValueOrDefault(NewsState.Accepted));
        var first = asked > 0
            ? await db.News.Where(n => n.CiteId == own && n.State == NewsState.ChangesAsked).OrderBy(n => n.UpdatedAt)
                .Select(n => (int?)n.Id).FirstOrDefaultAsync(cancellation)
            : null;
        var cite = await db.Cites.Where(c => c.Id == own).Select(c => c.Name).FirstOrDefaultAsync(cancellation);
        return new WorkPath(
            cite ?? "Votre Cité", null,
            [
                await CallAsync(cancellation),
                new(
                    "Vos nouvelles", asked + drafts > 0 ? StepState.Waits : submitted + accepted > 0 ? StepState.Done : StepState.ToCome,
                    asked > 0 ? $"{FrenchNumbers.Format(asked)} à reprendre"
                    : drafts > 0 ? FrenchNumbers.Count(drafts, "brouillon", "brouillons")
                    : "Rien de commencé", DeskAddresses.News),
                new(
                    "Relecture", submitted > 0 ? StepState.Waits : accepted > 0 ? StepState.Done : StepState.ToCome,
                    submitted > 0 ? $"{FrenchNumbers.Format(submitted)} chez la rédaction" : "Rien chez la rédaction", DeskAddresses.SubmittedNews),
                new(
                    "Parution", StepState.ToCome,
                    accepted > 0
                        ? $"{FrenchNumbers.Count(accepted, "acceptée", "acceptées")} pour un prochain numéro"
                        : "Rien d’accepté pour l’instant",
                    null),
            ],
            first is null ? "Écrire une nouvelle" : "Reprendre la nouvelle rendue",
            first is { } id ? DeskAddresses.NewsItem(id) : DeskAddresses.NewNewsItem);
    }

    private async Task<PathStep> CallAsync(CancellationToken cancellation)
    {
        var call = await db.CallsForNews.Where(c => c.ClosedAt == null && c.Invitations.Any(i => i.CiteId == own && i.RevokedAt == null))
            .OrderByDescending(c => c.OpenedAt)
            .Select(c => new
            {
                c.Deadline,
                Answered = c.Invitations.Any(i => i.CiteId == own && (i.AnsweredAt != null || i.NothingToSayAt != null)),
            })
            .FirstOrDefaultAsync(cancellation);
        return call switch
        {
            null => new("Appel", StepState.ToCome, "Aucun appel ouvert", null),
            { Answered: true } => new("Appel", StepState.Done, "Votre Cité a répondu", null),
            _ => new(
                "Appel", StepState.Waits,
                $"{(call.Deadline < now ? "Attendu depuis le" : "Attendu avant le")} {ParisTime.Show(call.Deadline)}", null),
        };
    }
}
