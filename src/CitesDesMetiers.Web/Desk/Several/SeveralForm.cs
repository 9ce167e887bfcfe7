using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Several;

/// <summary>The rows of a list that are checked.</summary>
public sealed class SeveralForm
{
    [FromForm(Name = "ids")]
    public int[] Ids { get; set; } = [];

    /// <summary>The query of the list, with its question mark, to return to the same rows; null for the whole list.</summary>
    [FromForm(Name = "liste")]
    public string? Query { get; set; }
}
