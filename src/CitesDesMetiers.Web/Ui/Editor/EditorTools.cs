using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Content.Pictures;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>
/// Serves the requests of the Markdown editor: to preview a text, to store a picture, and to make the thumbnail of a video. A page
/// with the editor serves them at <c>ROOT/apercu</c>, <c>ROOT/image</c> and <c>ROOT/video</c>, and names the root in
/// <c>data-editor</c>. Signed-in users have <see cref="DeskAddresses.Editor"/>.
/// </summary>
public sealed class EditorTools(PictureStore pictures, PictureTurns turns, SimilarPictures similarPictures, MarkdownRenderer markdown)
{
    /// <summary>Maximum size of a field in bytes: ten times the longest text.</summary>
    public const int MaxText = 400_000;

    /// <summary>The text as safe HTML.</summary>
    public string Preview(string? text, string? language)
    {
        if (text is { Length: > NewsItem.BodyLength })
        {
            return "<p>Ce texte est trop long pour être montré : 40 000 caractères au plus.</p>";
        }

        var html = markdown.ToHtml(text ?? "", Languages.Has(language) ? language! : "fr");
        return MarkdownRenderer.IsAsTyped(html) ? $"<p><strong>{Typography.ForWeb(MarkdownRenderer.TooManyMarks)}</strong></p>{html}" : html;
    }

    public async Task<EditorAnswer> AddPictureAsync(PictureUpload upload, CancellationToken cancellation)
    {
        if (upload.File is not { Length: > 0 } file)
        {
            return EditorAnswer.Refuse("Choisissez d’abord une image.");
        }

        var picture = await turns.ReadAsync(file, cancellation);
        if (picture.Problem is { } problem)
        {
            return EditorAnswer.Refuse($"Image « {Path.GetFileName(file.FileName)} » : {problem}");
        }

        var media = await KeepAsync(picture, upload.AlternativeText!, upload.Credit, upload.Licence, cancellation);
        var alike = (await similarPictures.OfAsync(media.Id, picture.Likeness, cancellation)).Count > 0;
        return new(null, MarkdownWords.Picture(media, upload), alike ? SimilarPictures.Remark : null);
    }

    public async Task<EditorAnswer> AddVideoAsync(VideoUpload upload, CancellationToken cancellation)
    {
        var background = upload.File is { Length: > 0 } file ? await turns.ReadAsync(file, cancellation) : null;
        if (background?.Problem is { } problem)
        {
            return EditorAnswer.Refuse($"Image de la vidéo : {problem}");
        }

        var ground = background?.Variants.Single(v => v.Size is MediaSize.Large).Bytes;
        var alternativeText = $"Voir la vidéo : {upload.Title!.Trim()}";
        var still = await turns.RunAsync(() => PictureReader.Read(VideoThumbnail.Draw(ground, upload.Title!)), cancellation);
        var media = await KeepAsync(still, alternativeText, null, null, cancellation);
        return new(null, MarkdownWords.Video(media, alternativeText, upload.Url!.Trim()), null);
    }

    private async Task<MediaFile> KeepAsync(
        ReadPicture picture, string alternativeText, string? credit, string? licence, CancellationToken cancellation)
    {
        var media = await pictures.ReceiveAsync(picture, cancellation);
        await pictures.TakeAsync(media, alternativeText, credit, licence, cancellation);
        return media;
    }
}

/// <summary>The response to the editor: the text to insert, or the problem.</summary>
/// <param name="Problem">In French; null on success.</param>
/// <param name="Markdown">The text to insert at the caret.</param>
/// <param name="Note">An additional remark in French; null if there is none.</param>
public sealed record EditorAnswer(string? Problem, string? Markdown, string? Note)
{
    public static EditorAnswer Refuse(string problem) => new(problem, null, null);
}
