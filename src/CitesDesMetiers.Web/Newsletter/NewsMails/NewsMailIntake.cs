using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Sending.Returns;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.News;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CitesDesMetiers.Web.Newsletter.NewsMails;

/// <summary>
/// Makes a proposed news item of a mail to the address of a Cité, if a known correspondent sent it. Anything doubtful waits for a person.
/// Only the known are answered.
/// </summary>
internal sealed class NewsMailIntake(
    NewsletterContext db, AddressKeyStore keys, PictureTurns turns, PictureStore store, NewsWorkflow workflow, NewsMailAnswers answers,
    TimeProvider clock) : INewsMails
{
    /// <summary>When so many wait, further mails stay in the mailbox: nobody can fill the database.</summary>
    private const int MostWaiting = 200;
    private const int MostPictures = 10;

    /// <summary>A picture within the text that is lighter is the logo of a signature. Bytes.</summary>
    private const int LightestInline = 8 * 1024;

    public async Task<bool> TakeAsync(NewsMail mail, CancellationToken cancellation)
    {
        var cite = await db.Cites.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == mail.Slug, cancellation);
        if (cite is null || !EmailAddress.TryParse(mail.Message.From.Mailboxes.FirstOrDefault()?.Address, out var address, out _))
        {
            return false;
        }

        var digest = DigestOf(mail, cite);
        if (await db.MailedNews.AnyAsync(m => m.Digest == digest, cancellation))
        {
            // One that was too large stays in the mailbox.
            return !mail.IsTooLarge;
        }

        var sender = await NewsMailSender.FindAsync(db, address, cite.Id, cancellation);
        try
        {
            return mail.IsTooLarge ? await RefuseAsync(mail, cite, sender, digest, cancellation)
                : await ReadAsync(mail, cite, sender, address, digest, cancellation);
        }
        catch (DbUpdateException e) when (DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // Another instance took the same mail at the same time.
            return true;
        }
    }

    private async Task<bool> ReadAsync(
        NewsMail mail, Cite cite, NewsMailSender? sender, EmailAddress address, byte[] digest, CancellationToken cancellation)
    {
        var content = NewsMailContent.Read(mail.Message);
        MailDoubt? doubt = sender is null ? MailDoubt.UnknownSender
            : !mail.IsVerified ? MailDoubt.UnverifiedSender
            : content.HasProgram ? MailDoubt.Program
            : content.Body.Length == 0 ? MailDoubt.NoText
            : null;
        if (doubt is not null && await db.MailedNews.CountAsync(m => m.Doubt != null, cancellation) >= MostWaiting)
        {
            return false;
        }

        var (pictures, left) = await ReceivePicturesAsync(content, cancellation);
        if (doubt is { } reason)
        {
            var waiting = new MailedNews(digest, cite.Id, Now);
            waiting.Wait(
                reason, address, (await keys.GetAsync(cancellation)).KeyOf(address), mail.Message.From.Mailboxes.First().Name, content.Title,
                content.Body, left, pictures);
            db.Add(waiting);
            await db.SaveChangesAsync(cancellation);
            return true;
        }

        await db.Database.CreateExecutionStrategy().ExecuteAsync(
            () => ProposeAsync(content, cite, sender!, digest, [.. pictures.Select(p => p.Id)], left, cancellation));
        answers.Wake();
        return true;
    }

    private async Task ProposeAsync(
        NewsMailContent content, Cite cite, NewsMailSender sender, byte[] digest, List<int> pictures, string? left,
        CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(new MailedNews(digest, cite.Id, Now));
        var news = new NewsItem(content.Title, cite.Id, sender.User?.Id, Now);
        news.Write(content.Title, content.Body, "fr", cite.Id, sender.ContactId, Now);
        foreach (var picture in await db.Media.Where(m => pictures.Contains(m.Id)).OrderBy(m => m.Id).ToListAsync(cancellation))
        {
            news.AddPicture(picture);
        }

        db.Add(news);
        await workflow.ProposeByMailAsync(news, sender.User?.Id, sender.Name, left, cancellation);
        await db.SaveChangesAsync(cancellation);
        await answers.TakenAsync(news, cite, sender, pictures.Count, left, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Tells a known sender once that the mail is too large. It stays in the mailbox for a person.</summary>
    private async Task<bool> RefuseAsync(NewsMail mail, Cite cite, NewsMailSender? sender, byte[] digest, CancellationToken cancellation)
    {
        db.Add(new MailedNews(digest, cite.Id, Now));
        if (sender is not null && mail.IsVerified)
        {
            await answers.TooLargeAsync(MailWords.Subject(mail.Message.Subject ?? "").Title, cite, sender, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        answers.Wake();
        return false;
    }

    /// <summary>Stores the pictures like those of a form that is not accepted yet: they have no words.</summary>
    private async Task<(IReadOnlyList<MediaFile> Pictures, string? Left)> ReceivePicturesAsync(
        NewsMailContent content, CancellationToken cancellation)
    {
        var (pictures, left) = (new List<MediaFile>(), content.Left.ToList());
        foreach (var part in content.Pictures)
        {
            using var bytes = new MemoryStream();
            await (part.Content?.DecodeToAsync(bytes, cancellation) ?? Task.CompletedTask);
            if (part.ContentId is not null && !part.IsAttachment && bytes.Length < LightestInline)
            {
                continue;
            }

            var name = part.FileName ?? "image";
            var read = pictures.Count < MostPictures
                ? await turns.ReadAsync(new FormFile(bytes, 0, bytes.Length, "Picture", name), cancellation)
                : null;
            if (read is not { Problem: null })
            {
                left.Add(name);
            }
            else if (await store.ReceiveAsync(read, cancellation) is var media && !pictures.Contains(media))
            {
                pictures.Add(media);
            }
        }

        return (pictures, left.Count == 0 ? null : string.Join(", ", left));
    }

    /// <summary>SHA-256 of the Cité and the Message-ID; of the whole header when there is none.</summary>
    private static byte[] DigestOf(NewsMail mail, Cite cite) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{cite.Id}\n{mail.Message.MessageId ?? string.Join('\n', mail.Message.Headers.Select(h => h.ToString()))}"));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
