namespace CitesDesMetiers.Web.Desk;

/// <summary>A page of the desk shown in the panel of another one, which is a frame.</summary>
internal static class PanelPage
{
    /// <summary>
    /// Browsers say what a page is for, also when a form is posted and after a redirect (Fetch Metadata). Those that do not get no panel.
    /// </summary>
    public static bool IsAsked(HttpRequest request) => request.Headers["Sec-Fetch-Dest"] == "iframe";
}
