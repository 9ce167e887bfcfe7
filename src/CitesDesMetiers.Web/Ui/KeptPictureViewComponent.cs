using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Ui;

/// <summary>The picture that came with a form before it was refused: shown, and sent again with the form by a box that is ticked.</summary>
public class KeptPictureViewComponent(PictureStore pictures) : ViewComponent
{
    /// <param name="name">The <see cref="MediaFile.Name"/>; nothing is shown without one that is kept.</param>
    /// <param name="field">Name of the box.</param>
    public async Task<IViewComponentResult> InvokeAsync(string? name, string field) =>
        await pictures.FindAsync(name, HttpContext.RequestAborted) is { } media
            ? View("~/Ui/Layout/_KeptPicture.cshtml", new KeptPicture(media, field))
            : Content("");
}

public sealed record KeptPicture(MediaFile Media, string Field);
