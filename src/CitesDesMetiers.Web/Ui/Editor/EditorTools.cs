using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Content.Pictures;

namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>
/// What the Markdown editor asks of the server: to show a text as readers will see it, to keep a picture, to make the
/// thumbnail of a video. Each page that has the editor answers these at <c>ROOT/apercu</c>, <c>ROOT/image</c> and
/// <c>ROOT/video</c>, and says so in the <c>data-editor</c> of its field: <see cref="DefaultRoot"/> for who is signed in.
/// </summary>
public sealed class EditorTools(PictureStore pictures, PictureTurns turns, LookAlikes lookAlikes, MarkdownRenderer markdown)
{
    public const string DefaultRoot = "/redaction/editeur";

    /// <summary>Bytes of one field: ten times the longest text.</summary>
    public const int MaxText = 400_000;

    /// <summary>ViewData key under which a page names another root.</summary>
    public const string RootKey = "EditorRoot";

    /// <summary>The text as HTML that is safe to show.</summary>
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
        ArgumentNullException.ThrowIfNull(upload);
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
        var alike = (await lookAlikes.OfAsync(media.Id, picture.Likeness, cancellation)).Count > 0;
        return new(null, MarkdownWords.Picture(media, upload), alike ? LookAlikes.Remark : null);
    }

    public async Task<EditorAnswer> AddVideoAsync(VideoUpload upload, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(upload);
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

    private async Task<MediaFile> KeepAsync(ReadPicture picture, string alternativeText, string? credit, string? licence, CancellationToken cancellation)
    {
        var media = await pictures.ReceiveAsync(picture, cancellation);
        await pictures.TakeAsync(media, alternativeText, credit, licence, cancellation);
        return media;
    }
}

/// <summary>The answer to the editor: what to insert, or why not.</summary>
/// <param name="Problem">French; null when all is well.</param>
/// <param name="Markdown">To be inserted where the caret stands.</param>
/// <param name="Note">French; something to know beside.</param>
public sealed record EditorAnswer(string? Problem, string? Markdown, string? Note)
{
    public static EditorAnswer Refuse(string problem) => new(problem, null, null);
}
