using Slipway.ApiServer.Kinds;

namespace Slipway.ApiServer.Authentication.ServiceAccounts;

/// <summary>The names that service accounts have as users.</summary>
internal static class ServiceAccountNames
{
    public const string Group = "system:serviceaccounts";

    private const string Prefix = "system:serviceaccount:";

    public static string UserOf(string ns, string name) => $"{Prefix}{ns}:{name}";

    public static string GroupOf(string ns) => $"{Group}:{ns}";

    /// <summary>Namespace and name of the service account that a user name means; null when it means none.</summary>
    public static (string Namespace, string Name)? Split(string user)
    {
        if (!user.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = user[Prefix.Length..].Split(':');
        return parts is [var ns, var name] && IsGood(ns, NameRule.Label) && IsGood(name, NameRule.Subdomain)
            ? (ns, name)
            : null;
    }

    private static bool IsGood(string name, NameRule rule) => !NameSyntax.Errors(name, rule).Any();
}
