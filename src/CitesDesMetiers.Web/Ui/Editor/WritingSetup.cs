namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>The Markdown editor.</summary>
internal static class WritingSetup
{
    public static void AddWriting(this WebApplicationBuilder builder) => builder.Services.AddScoped<EditorTools>();
}
