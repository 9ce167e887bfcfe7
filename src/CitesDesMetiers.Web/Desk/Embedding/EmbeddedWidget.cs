using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Ui.Lists;

namespace CitesDesMetiers.Web.Desk.Embedding;

/// <summary>A part of the reading site for the site of a Cité: a frame, or a script that inserts its content.</summary>
/// <param name="path">One of <see cref="WidgetAddresses"/>.</param>
/// <param name="title">Title of the frame, in French.</param>
/// <param name="slug">Slug of the Cité; null for the network.</param>
internal sealed class EmbeddedWidget(SiteOptions site, string path, string title, string? slug) : Embedded
{
    public override string Html =>
        $"""
        <iframe src="{Encoded(Address)}" title="{Encoded(title)}"
          width="100%" height="420" loading="lazy" style="border: 0"></iframe>
        """;

    public override string Script =>
        $"""<script src="{Encoded(site.Absolute(ListAddress.Of(WidgetAddresses.Script, ("montre", Part), ("cite", slug))))}" async></script>""";

    public override string Address => site.Absolute(ListAddress.Of(path, ("cite", slug)));

    /// <summary>The last segment of the address, by which the script asks for it.</summary>
    private string Part => path[(path.LastIndexOf('/') + 1)..];
}
