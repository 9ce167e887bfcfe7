using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Site.Images;

/// <summary>The files of pictures. Names derive from the content, so responses can be cached forever.</summary>
[AllowAnonymous]
public class ImagesController(NewsletterContext db, Thumbnails thumbnails) : Controller
{
    private const string Name = "{name:regex(^[[0-9a-f]]{{32}}$)}";
    private const string WebP = "webp";

    [HttpGet(PictureAddresses.Root + Name + ".{extension}")]
    public Task<IActionResult> Large(string name, string extension, CancellationToken cancellation) =>
        ServeAsync(name, extension == WebP ? MediaSize.LargeWebP : MediaSize.Large, extension, cancellation);

    [HttpGet(PictureAddresses.Root + Name + "-courriel.{extension}")]
    public Task<IActionResult> Mail(string name, string extension, CancellationToken cancellation) =>
        ServeAsync(name, extension == WebP ? MediaSize.MailWebP : MediaSize.Mail, extension, cancellation);

    /// <summary>A thumbnail around the focal point in the address. Thumbnails of old pictures are created at the first request.</summary>
    [HttpGet(PictureAddresses.Root + Name + "-vignette-{focus:regex(^[[01]]\\d{{2}}[[01]]\\d{{2}}$)}.{extension}")]
    public async Task<IActionResult> Thumbnail(string name, string focus, string extension, CancellationToken cancellation)
    {
        if (await thumbnails.FindAsync(name, cancellation) is not { } thumbnail || ExtensionOf(thumbnail.ContentType) != extension)
        {
            return NotFound();
        }

        // An address with an old focal point gets the current thumbnail and a short cache time.
        Response.Headers.CacheControl = thumbnail.Focus == focus ? "public, max-age=31536000, immutable" : "public, max-age=60";
        return File(thumbnail.Bytes, thumbnail.ContentType, lastModified: null, new EntityTagHeaderValue($"\"{name}-{thumbnail.Focus}\""));
    }

    private async Task<IActionResult> ServeAsync(string name, MediaSize size, string extension, CancellationToken cancellation)
    {
        var picture = await db.MediaVariants.Where(v => v.MediaFile.Hash.StartsWith(name) && v.Size == size && v.Width > 0)
            .Select(v => new { v.ContentType, v.Bytes }).FirstOrDefaultAsync(cancellation);
        if (picture is null || ExtensionOf(picture.ContentType) != extension)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return File(picture.Bytes, picture.ContentType, lastModified: null, new EntityTagHeaderValue($"\"{name}-{size}\""));
    }

    private static string ExtensionOf(string contentType) => contentType switch
    {
        "image/png" => "png",
        "image/webp" => WebP,
        _ => "jpg",
    };
}
