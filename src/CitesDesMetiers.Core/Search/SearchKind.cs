namespace CitesDesMetiers.Core.Search;

/// <summary>What a <see cref="SearchEntry"/> leads to.</summary>
public enum SearchKind
{
    /// <summary>Numéro.</summary>
    Issue,

    /// <summary>Actualité.</summary>
    Article,

    /// <summary>Rendez-vous.</summary>
    Date,

    /// <summary>Cité.</summary>
    Cite,

    /// <summary>Arrivée ou départ.</summary>
    Move,
}
