using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Widgets;

/// <summary>What a widget shows, from its address.</summary>
public sealed class WidgetQuery
{
    private const int UsualCount = 5;
    private const int MostCount = 10;

    /// <summary>Slug of a Cité; null for the network.</summary>
    [FromQuery(Name = "cite")]
    public string? Cite { get; set; }

    /// <summary>How many entries: from 1 to 10, 5 if missing. Others are taken for the nearest.</summary>
    [FromQuery(Name = "nombre")]
    public int? Wanted { get; set; }

    public int Count => Math.Clamp(Wanted ?? UsualCount, 1, MostCount);
}
