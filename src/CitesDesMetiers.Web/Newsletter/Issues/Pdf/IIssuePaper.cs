namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>The page of an edition as the reading site prints it. The reading site implements it, because its views are above this room.</summary>
public interface IIssuePaper
{
    /// <summary>Renders the page outside a request.</summary>
    /// <returns>HTML with addresses of the site; null if there is no such edition.</returns>
    Task<string?> RenderAsync(int editionId, CancellationToken cancellation);
}
