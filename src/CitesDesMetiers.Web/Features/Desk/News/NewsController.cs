using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Accounts;
using CitesDesMetiers.Web.Forms;
using CitesDesMetiers.Web.Markdown;
using CitesDesMetiers.Web.Media;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Features.Desk.News;

[Route("redaction/nouvelles")]
[RequestSizeLimit(MaxRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
public class NewsController(NewsletterContext db, TimeProvider clock, PictureStore pictures, MarkdownRenderer markdown)
    : EntryController<NewsItem, NewsForm>(db)
{
    /// <summary>Bytes. Well above the largest picture kept, so that a picture too large comes back as a message beside its field, with the text.</summary>
    private const int MaxRequest = 80 * 1024 * 1024;
    private const int PageSize = 50;

    protected override IQueryable<NewsItem> Writable
    {
        get
        {
            var own = User.OwnCiteId();
            return Db.News.Include(n => n.Pictures).ThenInclude(p => p.MediaFile).Include(n => n.Themes)
                .Where(n => own == null || n.CiteId == own);
        }
    }

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] NewsFilter filter, CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        var found = filter.Apply(Db.News.Where(n => own == null || n.CiteId == own));
        filter.Total = await found.CountAsync(cancellation);
        filter.Rows = await found.OrderByDescending(n => n.UpdatedAt).ThenByDescending(n => n.Id)
            .Skip((filter.Page - 1) * PageSize).Take(PageSize)
            .Select(n => new NewsRow(n.Id, n.Title, n.Cite!.Name, n.State, n.UpdatedAt)).ToListAsync(cancellation);
        filter.Pages = (filter.Total + PageSize - 1) / PageSize;
        ViewData["Cites"] = await Choices.CitesAsync(Db, User, cancellation);
        return View(filter);
    }

    /// <summary>The item as readers will see it.</summary>
    [HttpGet("{id:int}/apercu")]
    public async Task<IActionResult> Preview(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } news)
        {
            return NotFound();
        }

        ViewData["Html"] = markdown.ToHtml(news.Body, news.Language);
        return View(news);
    }

    [HttpPost("{id:int}/suppression")]
    public async Task<IActionResult> Delete(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } news)
        {
            return NotFound();
        }

        if (news.State is NewsState.Published || await Db.Set<Core.Issues.IssueItem>().AnyAsync(i => i.NewsItemId == id, cancellation))
        {
            return Done($"« {news.Title} » est dans un numéro : rien n’a été supprimé.", nameof(Index));
        }

        Db.Remove(news);
        await Db.SaveChangesAsync(cancellation);
        return Done($"« {news.Title} » est supprimée.", nameof(Index));
    }

    protected override string NameOf(NewsItem entity) => entity.Title;

    protected override NewsForm ToForm(NewsItem entity) => NewsForm.From(entity);

    protected override Task<NewsItem> MakeAsync(NewsForm form, CancellationToken cancellation) =>
        Task.FromResult(new NewsItem(form.Title!, form.CiteId, User.UserId(), clock.GetUtcNow().UtcDateTime));

    protected override async Task ApplyAsync(NewsForm form, NewsItem entity, CancellationToken cancellation)
    {
        entity.Write(form.Title!, form.Body, form.Language!, form.CiteId, form.ContactId, clock.GetUtcNow().UtcDateTime);
        if (!User.IsEditor())
        {
            entity.AskReviewAgain();
        }

        await CheckContactAsync(form, cancellation);
        entity.Tag(await Db.Themes.Where(t => form.ThemeIds.Contains(t.Id)).ToListAsync(cancellation));
        foreach (var id in form.RemovedPictures)
        {
            entity.RemovePicture(id);
        }

        await AddPictureAsync(form, entity, cancellation);
        TakeStep(form, entity);
    }

    private void TakeStep(NewsForm form, NewsItem news)
    {
        if (form.Step is not NewsStep.Save && !news.IsComplete)
        {
            ModelState.AddModelError(nameof(form.Body), "Texte : écrivez-le avant de proposer ou d’accepter la nouvelle.");
        }
        else if (form.Step is NewsStep.Accept && User.IsEditor() && (news.State is NewsState.Draft or NewsState.Submitted))
        {
            news.Accept();
        }
        else if (form.Step is NewsStep.Submit && news.State is NewsState.Draft)
        {
            news.Submit();
        }
    }

    protected override async Task PrepareAsync(NewsItem? entity, CancellationToken cancellation)
    {
        await base.PrepareAsync(entity, cancellation);
        ViewData["Contacts"] = await Choices.ContactsAsync(Db, User, cancellation);
        ViewData["Themes"] = await Choices.ThemesAsync(Db, cancellation);
    }

    private async Task CheckContactAsync(NewsForm form, CancellationToken cancellation)
    {
        var own = User.OwnCiteId();
        if (form.ContactId is { } contact && !await Db.Contacts.AnyAsync(c => c.Id == contact && (own == null || c.CiteId == own), cancellation))
        {
            ModelState.AddModelError(nameof(form.ContactId), "Contact : choisissez-en un dans la liste.");
        }
    }

    private async Task AddPictureAsync(NewsForm form, NewsItem news, CancellationToken cancellation)
    {
        if (form.Picture is not { Length: > 0 } file)
        {
            return;
        }

        var picture = file.Length > PictureReader.MaxFileSize
            ? ReadPicture.Refuse("elle pèse plus de 20 Mo ; réduisez-la ou choisissez-en une autre.")
            : await ReadAsync(file, cancellation);
        if (picture.Problem is not null)
        {
            ModelState.AddModelError(nameof(form.Picture), $"Image « {Path.GetFileName(file.FileName)} » : {picture.Problem} Votre texte est conservé.");
        }
        else if (string.IsNullOrWhiteSpace(form.AlternativeText))
        {
            ModelState.AddModelError(nameof(form.AlternativeText), "Texte de remplacement : décrivez l’image pour qui ne la voit pas, puis choisissez-la à nouveau.");
        }
        else if (ModelState.IsValid)
        {
            var media = await pictures.AddAsync(picture, form.AlternativeText, form.Credit, cancellation);
            if (media.Id == 0 || !news.Pictures.Any(p => p.MediaFileId == media.Id))
            {
                news.AddPicture(media, form.Caption);
            }
        }
    }

    private static async Task<ReadPicture> ReadAsync(IFormFile file, CancellationToken cancellation)
    {
        using var memory = new MemoryStream((int)file.Length);
        await file.CopyToAsync(memory, cancellation);
        return PictureReader.Read(memory.ToArray());
    }
}
