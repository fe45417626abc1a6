namespace Slipway.ApiServer.Authentication;

/// <summary>The groups that say no more than whether it is known who asks.</summary>
internal static class RequestGroups
{
    public const string Authenticated = "system:authenticated";
    public const string Unauthenticated = "system:unauthenticated";
}
