namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of one dispatch at the desk.</summary>
public static class DispatchAddresses
{
    /// <summary>Route template of a dispatch.</summary>
    public const string Template = DeskAddresses.Dispatches + "/{id:int}";

    public static string Dispatch(int id) => DeskAddresses.Entry(DeskAddresses.Dispatches, id);

    public static string Progress(int id) => Dispatch(id) + "/progression";

    public static string Pause(int id) => Dispatch(id) + "/pause";

    public static string Resume(int id) => Dispatch(id) + "/reprise";

    public static string Stop(int id) => Dispatch(id) + "/arret";

    /// <summary>Sends again to the refused.</summary>
    public static string Retry(int id) => Dispatch(id) + "/nouvel-essai";

    /// <summary>Sends to those who were missed.</summary>
    public static string Resend(int id) => Dispatch(id) + "/renvoi";

    public static string Uncertain(int id) => Dispatch(id) + "/incertains";

    public static string ResendUncertain(int id) => Uncertain(id) + "/renvoi";

    public static string AbandonUncertain(int id) => Uncertain(id) + "/abandon";
}
