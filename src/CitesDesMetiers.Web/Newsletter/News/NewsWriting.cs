using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.News;

/// <summary>
/// Copies a form into a news item and takes the step of its button. The desk and the pages behind personal links share these rules.
/// Errors are added to the model state; the caller then saves nothing.
/// </summary>
public sealed class NewsWriting(
    NewsletterContext db, PictureStore pictures, PictureTurns turns, SimilarPictures alikes, NewsWorkflow workflow, TimeProvider clock)
{
    /// <summary>
    /// Stores the uploaded picture even if the form is refused. <see cref="NewsForm.KeptPicture"/> then holds its name. Call it first,
    /// before there are other changes to save.
    /// </summary>
    public async Task ReceiveAsync(NewsForm form, ModelStateDictionary state, CancellationToken cancellation)
    {
        if (form.Picture is not { Length: > 0 } file)
        {
            return;
        }

        var picture = await turns.ReadAsync(file, cancellation);
        if (picture.Problem is not null)
        {
            state.AddModelError(nameof(form.Picture), $"Image « {Path.GetFileName(file.FileName)} » : {picture.Problem} Votre texte est conservé.");
            return;
        }

        form.KeptPicture = (await pictures.ReceiveAsync(picture, cancellation)).Name;
        state.Remove(nameof(form.KeptPicture));
    }

    /// <returns>A sentence for the person who saved; null when there is none.</returns>
    public async Task<string?> ApplyAsync(NewsForm form, NewsItem news, Author by, ModelStateDictionary state, CancellationToken cancellation)
    {
        news.Write(form.Title!, form.Body, form.Language!, form.CiteId, form.ContactId, clock.GetUtcNow().UtcDateTime);
        await CheckContactAsync(form, by, state, cancellation);
        await AddContactAsync(form, news, state, cancellation);
        news.Tag(await db.Themes.Where(t => form.ThemeIds.Contains(t.Id)).ToListAsync(cancellation));
        foreach (var id in form.RemovedPictures)
        {
            news.RemovePicture(id);
        }

        foreach (var picture in news.Pictures)
        {
            form.WordsOf(picture).ApplyTo(picture);
            if (picture is { MediaFile.IsWaiting: true, AlternativeText.Length: > 0 })
            {
                // It came by mail, without words: the first ones describe it in the library too.
                picture.MediaFile.Take(picture.AlternativeText, picture.Credit);
            }
        }

        var likeness = await AddPictureAsync(form, news, state, cancellation);
        if (form.Step is not NewsStep.Save && !news.IsComplete)
        {
            state.AddModelError(nameof(form.Body), "Texte : écrivez-le avant de proposer ou d’accepter la nouvelle.");
        }

        if (state.IsValid)
        {
            await TakeStepAsync(form.Step, news, by, cancellation);
        }

        return MarkdownBudget.Allows(news.Body) ? likeness : MarkdownRenderer.TooManyMarks;
    }

    private async Task TakeStepAsync(NewsStep step, NewsItem news, Author by, CancellationToken cancellation)
    {
        if (!by.IsEditor)
        {
            await workflow.ReviewAgainAsync(news, by, cancellation);
        }

        if (step is NewsStep.Accept or NewsStep.Place && by.IsEditor && (news.MayBeSubmitted || news.State is NewsState.Submitted))
        {
            await workflow.AcceptAsync(news, by, cancellation);
        }
        else if (step is NewsStep.Submit && news.MayBeSubmitted)
        {
            await workflow.SubmitAsync(news, by, cancellation);
        }
    }

    private async Task CheckContactAsync(NewsForm form, Author by, ModelStateDictionary state, CancellationToken cancellation)
    {
        var own = by.OwnCiteId;
        if (form.ContactId is { } contact && !await db.Contacts.AnyAsync(c => c.Id == contact && (own == null || c.CiteId == own), cancellation))
        {
            state.AddModelError(nameof(form.ContactId), "Contact : choisissez-en un dans la liste.");
        }
    }

    /// <summary>Adds the contact that the form names to the directory, unless its Cité has one of that name.</summary>
    private async Task AddContactAsync(NewsForm form, NewsItem news, ModelStateDictionary state, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(form.NewContactName))
        {
            if (!string.IsNullOrWhiteSpace(form.NewContactRole) || !string.IsNullOrWhiteSpace(form.NewContactAddress))
            {
                state.AddModelError(nameof(form.NewContactName), "Nom du nouveau contact : à renseigner, ou effacez aussi sa fonction et son adresse.");
            }

            return;
        }

        var name = Folding.Fold(form.NewContactName);
        var there = await db.Contacts.Where(c => c.CiteId == form.CiteId && c.LeftOn == null).ToListAsync(cancellation);
        var contact = there.Find(c => Folding.Fold(c.Name) == name) ?? new Contact(form.NewContactName, form.CiteId);
        if (contact.Id == 0)
        {
            contact.Describe(form.NewContactName, form.NewContactRole, form.NewContactAddress, null, isPublic: false);
        }

        news.SignWith(contact);
    }

    /// <returns>A sentence if the library has a similar picture; null otherwise.</returns>
    private async Task<string?> AddPictureAsync(NewsForm form, NewsItem news, ModelStateDictionary state, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(form.KeptPicture))
        {
            return null;
        }

        var media = await pictures.FindAsync(form.KeptPicture, cancellation);
        if (media is null)
        {
            state.AddModelError(nameof(form.Picture), "Image : elle n’est plus gardée ici. Choisissez-la à nouveau ; votre texte est conservé.");
        }
        else if (media.IsWaiting && string.IsNullOrWhiteSpace(form.AlternativeText))
        {
            state.AddModelError(
                nameof(form.AlternativeText),
                "Texte de remplacement : décrivez l’image pour qui ne la voit pas. Elle est gardée, inutile de la choisir à nouveau.");
        }
        else if (state.IsValid)
        {
            media.Take(form.AlternativeText ?? "", form.Credit);
            news.AddPicture(media, form.Caption, form.AlternativeText, form.Credit);
            return (await alikes.OfAsync(media.Id, media.Likeness ?? 0, cancellation)).Count > 0 ? SimilarPictures.Remark : null;
        }

        return null;
    }
}
