using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Demo;

internal enum DemoResult
{
    Filled,

    /// <summary>The database is not empty, so nothing was added.</summary>
    DatabaseNotEmpty,
}

/// <summary>Fills an empty database with two years of a newsletter, using the methods of the domain.</summary>
/// <param name="report">Receives a few words on the current step.</param>
internal sealed class DemoData(NewsletterContext db, AddressKeys keys, TimeProvider clock, Action<string>? report = null)
{
    public const int DefaultSubscribers = 200;

    private readonly DemoContent content = DemoContent.Load();

    /// <summary>
    /// Adds everything in several saves. To add all or nothing, call it within a transaction.
    /// </summary>
    /// <param name="storePictureAsync">Stores a picture with its alternative text and credit. The returned file is saved with the news.</param>
    /// <param name="publishAsync">
    /// Publishes the issue with this id at the given UTC time: its edition, its articles and the states of its news. It is called
    /// for each past issue, oldest first. The context tracks nothing at that time.
    /// </param>
    /// <param name="createAccountsAsync">
    /// Creates <see cref="DemoAccounts.All"/>, given the ids of the Cités by slug. It is called before the news is written, because news
    /// refers to its authors. Null creates no account.
    /// </param>
    /// <param name="subscribers">Number of confirmed subscribers. The default number comes with some pending and some former subscribers.</param>
    public async Task<DemoResult> FillAsync(
        Func<ReadPicture, string, string?, CancellationToken, Task<MediaFile>> storePictureAsync,
        Func<int, DateTime, CancellationToken, Task> publishAsync,
        Func<IReadOnlyDictionary<string, int>, CancellationToken, Task>? createAccountsAsync,
        int subscribers,
        CancellationToken cancellation)
    {
        if (await HasContentAsync(cancellation))
        {
            return DemoResult.DatabaseNotEmpty;
        }

        report?.Invoke("The database is empty: filling it with the demonstration.");
        var now = clock.GetUtcNow().UtcDateTime;
        // Reading the pictures takes one processor about a second. It needs nothing from the database, so it runs beside the rest.
        var pictures = Task.Run(() => content.Drawings.ToDictionary(d => d, d => PictureReader.Read(d.Read())), cancellation);
        var calendar = new DemoCalendar(DateOnly.FromDateTime(now), content.Issues);
        await DescribeNetworkAsync(cancellation);
        var cites = await AddCitesAsync(cancellation);
        if (createAccountsAsync is not null)
        {
            await createAccountsAsync(cites, cancellation);
        }

        report?.Invoke("  news and pictures …");
        var contacts = await AddContactsAsync(cites, cancellation);
        var agenda = await AddAgendaAsync(cites, calendar, cancellation);
        var moves = await AddMovesAsync(cites, calendar, cancellation);
        var news = await new DemoNewsroom(db, content, calendar, await pictures, storePictureAsync).WriteAllAsync(cites, contacts, cancellation);
        report?.Invoke("  issues and the archive …");
        await new DemoIssues(db, content, calendar, publishAsync).ComposeAllAsync(news, moves, agenda, cancellation);
        await new DemoCalls(db, content, calendar, now).OpenAsync(news, cancellation);
        report?.Invoke("  subscribers …");
        await AddSubscribersAsync(subscribers, now, cancellation);
        return DemoResult.Filled;
    }

    private async Task<bool> HasContentAsync(CancellationToken cancellation) =>
        await db.Cites.AnyAsync(cancellation) || await db.News.AnyAsync(cancellation) || await db.Issues.AnyAsync(cancellation)
        || await db.Agenda.AnyAsync(cancellation) || await db.Subscribers.AnyAsync(cancellation) || await db.Media.AnyAsync(cancellation)
        || await db.Themes.AnyAsync(cancellation) || await db.Contacts.AnyAsync(cancellation) || await db.StaffMoves.AnyAsync(cancellation);

    private async Task DescribeNetworkAsync(CancellationToken cancellation)
    {
        var settings = await db.Settings.SingleOrDefaultAsync(cancellation) ?? db.Settings.Add(new NewsletterSettings()).Entity;
        var said = content.Settings;
        settings.Name(said.Newsletter, said.Network, said.WebSite);
        settings.Identify(said.Publisher, said.PublisherAddress, said.Director, said.HostedBy, said.ContactAddress, said.PrivacyAddress);
        settings.SetDefaults(said.SubscriptionCall, said.Salutation, said.ContactNotice, said.Closing, said.Team);
        db.Themes.AddRange(content.Themes.Select(t => new Theme(t.Name, t.Slug)));
        await db.SaveChangesAsync(cancellation);
    }

    private Task<Dictionary<string, int>> AddCitesAsync(CancellationToken cancellation) =>
        AddAsync(content.Cites, source => source.Slug, c => c.Id, source =>
        {
            var cite = new Cite(source.Name, source.Slug);
            cite.Describe(
                source.City, source.Region, source.Country, source.TimeZone, source.Label, source.WebSite, source.Presentation,
                source.Latitude, source.Longitude);
            return cite;
        }, cancellation);

    private Task<Dictionary<string, int>> AddContactsAsync(Dictionary<string, int> cites, CancellationToken cancellation) =>
        AddAsync(content.Contacts, source => source.Key, c => c.Id, source =>
        {
            var contact = new Contact(source.Name, IdOf(cites, source.Cite));
            contact.Describe(source.Name, source.Role, source.Address, source.Phone, source.IsPublic);
            return contact;
        }, cancellation);

    private Task<Dictionary<string, int>> AddAgendaAsync(Dictionary<string, int> cites, DemoCalendar calendar, CancellationToken cancellation) =>
        AddAsync(content.Agenda, source => source.Key, e => e.Id, source =>
        {
            var startsOn = calendar.Anchor(source.Issue).AddDays(source.In);
            var entry = new AgendaEntry(source.Kind, source.Title, startsOn);
            entry.Describe(source.Kind, source.Title, source.Place, source.Project, source.Link, IdOf(cites, source.Cite), source.MembersOnly);
            entry.Schedule(startsOn, startsOn.AddDays(source.Days - 1), source.StartTime, source.EndTime);
            entry.Accept();
            if (source.Cancelled)
            {
                entry.Cancel();
            }

            return entry;
        }, cancellation);

    private Task<Dictionary<string, int>> AddMovesAsync(Dictionary<string, int> cites, DemoCalendar calendar, CancellationToken cancellation) =>
        AddAsync(content.Moves, source => source.Key, m => m.Id, source =>
        {
            var cite = IdOf(cites, source.Cite);
            var move = new StaffMove(source.Kind, source.Person, source.Post, cite);
            move.Describe(
                source.Kind, source.Person, source.Post, cite, calendar.Anchor(source.Issue).AddDays(source.In), source.ReplacedBy, source.Address);
            if (source.Accepted)
            {
                move.Accept();
            }

            return move;
        }, cancellation);

    private Task AddSubscribersAsync(int count, DateTime now, CancellationToken cancellation)
    {
        var (gone, waiting) = count == DefaultSubscribers ? (7, 5) : (0, 0);
        return new DemoSubscribers(db, keys, content.Readers, now).AddAsync(count, gone, waiting, cancellation);
    }

    private async Task<Dictionary<string, int>> AddAsync<TSource, TEntity>(
        IReadOnlyList<TSource> sources, Func<TSource, string> key, Func<TEntity, int> id, Func<TSource, TEntity> make, CancellationToken cancellation)
        where TEntity : class
    {
        var added = sources.ToDictionary(key, make);
        db.Set<TEntity>().AddRange(added.Values);
        await db.SaveChangesAsync(cancellation);
        return added.ToDictionary(a => a.Key, a => id(a.Value));
    }

    private static int? IdOf(Dictionary<string, int> ids, string? key) => key is null ? null : ids[key];
}
