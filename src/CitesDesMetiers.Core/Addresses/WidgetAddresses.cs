namespace CitesDesMetiers.Core.Addresses;

/// <summary>Parts of the reading site that other sites show, in a frame or by a script.</summary>
public static class WidgetAddresses
{
    private const string Root = "/inserer";

    /// <summary>The latest news. Like <see cref="Dates"/>, it takes a Cité.</summary>
    public const string News = Root + "/actualites";

    /// <summary>The next dates.</summary>
    public const string Dates = Root + "/agenda";

    /// <summary>The latest issue.</summary>
    public const string Issue = Root + "/numero";

    /// <summary>Puts one of them into a page.</summary>
    public const string Script = Root + "/infolettre.js";
}
