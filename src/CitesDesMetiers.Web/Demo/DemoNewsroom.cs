using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Demo;

/// <summary>Creates the news items with their pictures, each in the state that its file gives.</summary>
internal sealed class DemoNewsroom(
    NewsletterContext db, DemoContent content, DemoCalendar calendar, IReadOnlyDictionary<DemoDrawing, ReadPicture> drawings,
    Func<ReadPicture, string, string?, CancellationToken, Task<MediaFile>> storePictureAsync)
{
    /// <summary>Saves all items and returns their ids by file name.</summary>
    public async Task<IReadOnlyDictionary<string, int>> WriteAllAsync(
        IReadOnlyDictionary<string, int> cites, IReadOnlyDictionary<string, int> contacts, CancellationToken cancellation)
    {
        var pictures = await StoreAllAsync(cancellation);
        var themes = await db.Themes.ToDictionaryAsync(t => t.Slug, cancellation);
        var authors = await db.Users.Where(u => u.Email != null).ToDictionaryAsync(u => u.Email!, u => u.Id, cancellation);
        var issueOf = content.Issues
            .SelectMany(i => i.Sections.SelectMany(s => s.News ?? []).Select(name => (Name: name, i.Number)))
            .ToDictionary(x => x.Name, x => x.Number);
        var written = new Dictionary<string, NewsItem>();
        foreach (var source in content.News)
        {
            int? author = source.Author is not null && authors.TryGetValue(source.Author, out var id) ? id : null;
            var anchor = calendar.Anchor(issueOf.TryGetValue(source.Name, out var issue) ? issue : null);
            var item = Write(source, anchor, source.Cite is null ? null : cites[source.Cite], contacts[source.Contact], author);
            item.Tag(source.Themes.Select(slug => themes[slug]));
            foreach (var picture in source.Pictures)
            {
                item.AddPicture(pictures[picture.Name], picture.Caption);
            }

            db.News.Add(item);
            written.Add(source.Name, item);
        }

        await db.SaveChangesAsync(cancellation);
        return written.ToDictionary(w => w.Key, w => w.Value.Id);
    }

    private static NewsItem Write(DemoNews source, DateOnly anchor, int? cite, int contact, int? author)
    {
        var createdAt = anchor.AddDays(-source.Days).ToDateTime(new TimeOnly(7, source.Body.Length % 60), DateTimeKind.Utc);
        var item = new NewsItem(source.Title, cite, author, createdAt);
        item.Write(
            source.Title, DemoCalendar.Resolve(source.Body, anchor, source.Language), source.Language, cite, contact,
            createdAt.AddMinutes(source.Body.Length % 200));
        if (source.State is NewsState.Accepted)
        {
            item.Accept();
        }
        else if (source.State is NewsState.Submitted)
        {
            item.Submit();
        }

        return item;
    }

    private async Task<Dictionary<string, MediaFile>> StoreAllAsync(CancellationToken cancellation)
    {
        var pictures = new Dictionary<string, MediaFile>();
        foreach (var (drawing, picture) in drawings)
        {
            pictures[drawing.Name] = await storePictureAsync(picture, drawing.AlternativeText, DemoDrawing.Credit, cancellation);
        }

        return pictures;
    }
}
