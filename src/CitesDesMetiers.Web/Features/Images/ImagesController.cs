using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Features.Images;

/// <summary>The bytes of pictures. A name is drawn from the content, so an answer holds for ever.</summary>
[AllowAnonymous]
public class ImagesController(NewsletterContext db) : Controller
{
    private const string Name = "{name:regex(^[[0-9a-f]]{{32}}$)}";

    [HttpGet("/images/" + Name + ".{extension}", Name = Pages.Picture)]
    public Task<IActionResult> Large(string name, string extension, CancellationToken cancellation) =>
        ServeAsync(name, MediaSize.Large, extension, cancellation);

    [HttpGet("/images/" + Name + "-courriel.{extension}", Name = Pages.MailPicture)]
    public Task<IActionResult> Mail(string name, string extension, CancellationToken cancellation) =>
        ServeAsync(name, MediaSize.Mail, extension, cancellation);

    private async Task<IActionResult> ServeAsync(string name, MediaSize size, string extension, CancellationToken cancellation)
    {
        var picture = await db.MediaVariants.Where(v => v.MediaFile.Hash.StartsWith(name) && v.Size == size)
            .Select(v => new { v.ContentType, v.Bytes }).FirstOrDefaultAsync(cancellation);
        if (picture is null || ExtensionOf(picture.ContentType) != extension)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return File(picture.Bytes, picture.ContentType, lastModified: null, new EntityTagHeaderValue($"\"{name}-{size}\""));
    }

    private static string ExtensionOf(string contentType) => contentType == "image/png" ? "png" : "jpg";
}
