namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses about subscribers at the desk.</summary>
public static class SubscriberAddresses
{
    /// <summary>Route template of a subscriber.</summary>
    public const string Template = DeskAddresses.Subscribers + "/{id:int}";

    public const string Add = DeskAddresses.Subscribers + "/ajout";

    /// <summary>Figures without addresses, for editors too.</summary>
    public const string Figures = DeskAddresses.Subscribers + "/chiffres";
    public const string Export = DeskAddresses.Subscribers + "/export";
    public const string Retention = DeskAddresses.Subscribers + "/calendrier";
    public const string Verification = DeskAddresses.Subscribers + "/verification";
    public const string Imports = DeskAddresses.Subscribers + "/import";

    /// <summary>Route template of an import.</summary>
    public const string ImportTemplate = Imports + "/{id:int}";

    public static string Subscriber(int id) => DeskAddresses.Entry(DeskAddresses.Subscribers, id);

    public static string Proof(int id) => Subscriber(id) + "/preuve";

    public static string Erasure(int id) => Subscriber(id) + "/effacement";

    public static string Member(int id) => Subscriber(id) + "/membre";

    public static string Import(int id) => DeskAddresses.Entry(Imports, id);

    public static string ImportColumns(int id) => Import(id) + "/colonnes";

    public static string StartImport(int id) => Import(id) + "/lancement";

    public static string UndoImport(int id) => Import(id) + "/annulation";

    public static string AbandonImport(int id) => Import(id) + "/abandon";

    public static string ImportReport(int id) => Import(id) + "/rapport";
}
