using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Sending.Smtp;
using CitesDesMetiers.Web.Newsletter.Issues.Links;
using CitesDesMetiers.Web.Newsletter.Issues.Translations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Reads the inputs of the checks. The number of queries does not depend on the length of the issue.</summary>
public sealed class DossierReader(
    NewsletterContext db, IssueAudience audiences, MissingRelay missing, RelaySize relay, TranslationReader translations, IOptions<SiteOptions> site,
    TimeProvider clock)
{
    public async Task<Dossier> ReadAsync(int issueId, EditionContent content, RenderedMail mail, CancellationToken cancellation)
    {
        var page = new HtmlParser().ParseDocument(mail.Html);
        var sections = db.Set<IssueSection>().Where(s => s.IssueId == issueId);
        var agendaSections = await sections.Where(s => s.Kind == SectionKind.Agenda).Select(s => s.IsHidden).ToListAsync(cancellation);
        var issue = await db.Issues.AsNoTracking().FirstAsync(i => i.Id == issueId, cancellation);
        var audience = await audiences.OfAsync(issue, cancellation);
        var isTranslation = issue.IsTranslation;
        return new Dossier
        {
            IssueId = issueId,
            Content = content,
            Mail = mail,
            Page = page,
            Site = site.Value,
            Today = ParisTime.Today(clock),
            Places = await DeskLocations.ReadAsync(db, issueId, content, cancellation),
            Pictures = await PicturesAsync([.. page.Images.Select(PictureFiles.NameOf).OfType<string>().Distinct()], cancellation),
            DeadLinks = await DeadLinksAsync(IssueLinks.Of(content, site.Value), cancellation),
            Unaccepted = await sections.Where(s => !s.IsHidden).SelectMany(s => s.Items)
                .Where(i => i.NewsItem != null && i.NewsItem.State != NewsState.Accepted
                    && !(isTranslation && i.NewsItem.State == NewsState.Published))
                .Select(i => new UnacceptedNews(i.NewsItem!.Id, i.NewsItem.Title)).ToListAsync(cancellation),
            Translation = isTranslation ? await translations.ReadAsync(issueId, cancellation) : null,
            HasSubscribers = await db.Subscribers.AnyAsync(s => s.State == SubscriberState.Confirmed, cancellation),
            Recipients = await audiences.CountAsync(audience, cancellation),
            AudienceWords = await audiences.DescribeAsync(audience, cancellation),
            Waivers = await db.Waivers.AsNoTracking().Where(w => w.IssueId == issueId).ToDictionaryAsync(w => w.PassageHash, cancellation),
            KnownNames = await NamesAsync(cancellation),
            HidesAgenda = agendaSections.Count > 0 && agendaSections.TrueForAll(hidden => hidden),
            LacksRelay = await missing.BlocksAsync(db, cancellation),
            RelayLimit = relay.Limit,
            MessageSize = relay.Limit is null ? 0 : relay.SizeOf(content, mail),
        };
    }

    private async Task<List<string>> NamesAsync(CancellationToken cancellation)
    {
        var cites = await db.Cites.Select(c => new { c.Name, c.City, c.Region }).ToListAsync(cancellation);
        var people = await db.Contacts.Select(c => c.Name).ToListAsync(cancellation);
        return [.. cites.SelectMany(c => new[] { c.Name, c.City, c.Region ?? "" }), .. people];
    }

    private async Task<Dictionary<string, KnownPicture>> PicturesAsync(List<string> names, CancellationToken cancellation)
    {
        var rows = await db.Media.Where(m => names.Contains(m.Hash.Substring(0, 32))).Select(m => new
        {
            m.Id,
            m.Hash,
            Sizes = m.Variants.Select(v => new { v.Size, Bytes = v.Bytes.Length }).ToList(),
        }).ToListAsync(cancellation);
        return rows.GroupBy(r => r.Hash[..32]).ToDictionary(
            g => g.Key,
            g => new KnownPicture(
                g.First().Id, g.First().Sizes.Where(s => s.Size is MediaSize.Mail).Sum(s => s.Bytes),
                g.First().Sizes.Where(s => s.Size is MediaSize.Large).Sum(s => s.Bytes)));
    }

    private async Task<Dictionary<string, DeadLink>> DeadLinksAsync(IReadOnlyList<string> urls, CancellationToken cancellation)
    {
        var hashes = urls.Select(LinkHash.Of).ToList();
        return await db.LinkChecks.Where(l => hashes.Contains(l.UrlHash) && l.State != LinkState.Waiting && l.State != LinkState.Alive)
            .ToDictionaryAsync(l => l.Url, l => new DeadLink(l.State, l.Status), cancellation);
    }
}
