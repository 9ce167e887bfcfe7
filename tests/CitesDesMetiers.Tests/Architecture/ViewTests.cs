namespace CitesDesMetiers.Tests.Architecture;

/// <summary>How views are written, by reading their sources only.</summary>
public class ViewTests
{
    [Fact]
    public void Views_get_typed_models_and_read_no_dictionary() =>
        Assert.Empty(Holding([".cs", ".cshtml"], "ViewData[", "ViewBag"));

    /// <summary>The tag helper of the framework does not know which pages post their fields without the name of their form.</summary>
    [Fact]
    public void Fields_of_a_form_are_named_by_the_field_tag_helper() =>
        Assert.Empty(Holding([".cshtml"], "asp-for"));

    private static IEnumerable<string> Holding(string[] kinds, params string[] words) =>
        Sources.Files(kinds).Where(file => words.Any(File.ReadAllText(file).Contains)).Select(Sources.Relative);
}
