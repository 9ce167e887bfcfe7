namespace CitesDesMetiers.Core.Auditing;

/// <summary>
/// What an entry of the audit log is about. The number is the id of the event in the technical log; monitoring outside relies on it, so it never
/// changes. The name is what the database holds. The hundreds are the <see cref="AuditGroup"/>.
/// </summary>
public enum AuditAction
{
    SignedIn = 1001,

    /// <summary>Repeated failures of one account from one network become one entry an hour, with their number.</summary>
    SignInFailed = 1002,
    SignedOut = 1003,

    /// <summary>Held up after too many guesses.</summary>
    SignInHeldUp = 1004,
    SessionEnded = 1005,
    AllSessionsEnded = 1006,

    /// <summary>A page or act for which the person has no right.</summary>
    Denied = 1007,
    RecoveryCodeUsed = 1008,

    AccountCreated = 1101,
    AccountInvited = 1102,
    AccountChanged = 1103,
    AddressChanged = 1104,
    RoleChanged = 1105,
    RightsChanged = 1106,
    AccountBlocked = 1107,
    AccountUnblocked = 1108,

    /// <summary>By the person, who knew the old one.</summary>
    PasswordChanged = 1109,

    /// <summary>By a mailed link.</summary>
    PasswordReset = 1110,
    PasswordLinkSent = 1111,
    FactorAdded = 1112,
    FactorRemoved = 1113,
    FactorsReset = 1114,
    RecoveryCodesMade = 1115,
    CalendarOpened = 1116,
    CalendarClosed = 1117,

    ApprovalGiven = 1201,
    ApprovalWithdrawn = 1202,
    IssueScheduled = 1203,
    ScheduleCancelled = 1204,
    IssuePublished = 1205,
    ErratumPublished = 1206,

    /// <summary>A document became an edition of the archive.</summary>
    EditionArchived = 1207,

    /// <summary>An edition of the archive was taken back.</summary>
    ArchiveTakenBack = 1208,

    DispatchStarted = 1301,
    DispatchPaused = 1302,
    DispatchResumed = 1303,
    DispatchStopped = 1304,
    DispatchRetried = 1305,
    DispatchResent = 1306,

    SubscribersExported = 1401,
    SubscribersImported = 1402,
    ImportUndone = 1403,
    SubscriberErased = 1404,
    ProofExported = 1405,
    DataDownloaded = 1406,
    MemberInvited = 1407,
    AddressReleased = 1408,
    SubscriberAdded = 1409,

    SettingsChanged = 1501,
    WebhookAdded = 1502,
    WebhookRemoved = 1503,
    SetUpDone = 1504,
    BackupRestored = 1505,

    /// <summary>Mail may leave again after a restored backup.</summary>
    MailAllowed = 1506,

    SigningKeyMade = 1601,
    SigningKeyRetired = 1602,
    KeyRenewed = 1603,

    LogExported = 1701,

    /// <summary>Entries older than the time that the log is kept were removed.</summary>
    LogPurged = 1702,
}

/// <summary>The subjects by which the log is filtered: the hundreds of <see cref="AuditAction"/>.</summary>
public enum AuditGroup
{
    SignIns = 10,
    Accounts = 11,
    Issues = 12,
    Dispatches = 13,
    Subscribers = 14,
    Settings = 15,
    Keys = 16,
    Log = 17,
}

public static class AuditGroups
{
    public static AuditGroup Group(this AuditAction action) => (AuditGroup)((int)action / 100);

    public static IReadOnlyList<AuditAction> Actions(this AuditGroup group) => [.. Enum.GetValues<AuditAction>().Where(a => a.Group() == group)];
}
