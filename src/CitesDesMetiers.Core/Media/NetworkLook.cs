using CitesDesMetiers.Core.Addresses;

namespace CitesDesMetiers.Core.Media;

/// <summary>The look of the network: what stands in the masthead beside the names, and its colours. Null is the usual one.</summary>
/// <param name="Masthead">The line under the name.</param>
/// <param name="LogoName">Name of the picture in the masthead.</param>
/// <param name="LogoExtension">"jpg" or "png".</param>
/// <param name="LogoWidth">The width at which it is shown, in pixels.</param>
/// <param name="LinkColour">As <c>#0b4f6c</c>.</param>
/// <param name="DateColour">As <c>#a0480a</c>.</param>
public sealed record NetworkLook(string? Masthead, string? LogoName, string? LogoExtension, int? LogoWidth, string? LinkColour, string? DateColour)
{
    /// <summary>The picture in the size for mails; null without one.</summary>
    public string? LogoPath => LogoName is null ? null : PictureAddresses.Mail(LogoName, LogoExtension!);
}
