using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.OpenApi;

/// <summary>The names of operations and their tags, made of a group's and a version's.</summary>
internal static class OpenApiNaming
{
    private const string Suffix = ".k8s.io";

    /// <summary>A group's name in one word: <c>core</c>, <c>rbacAuthorization</c>.</summary>
    public static string WordOf(string group)
    {
        var name = group.EndsWith(Suffix, StringComparison.Ordinal) ? group[..^Suffix.Length] : group;
        var words = name.Length == 0 ? ["core"] : name.Split('.', '-');
        return string.Concat(words.Select((word, index) => index == 0 ? word : Capital(word)));
    }

    /// <summary>What operations of a group and version are listed under.</summary>
    public static string TagOf(string group, string version) => $"{WordOf(group)}_{version}";

    /// <summary>What stands behind the verb in the names of a group and version.</summary>
    public static string StemOf(string group, string version) => Capital(WordOf(group)) + Capital(version);

    /// <summary>What stands for a resource, or one of its subresources, at the end of a name.</summary>
    public static string EndOf(ResourceInfo resource, string subresource = "") =>
        (resource.Namespaced ? "Namespaced" : "") + resource.Kind.Kind + Capital(subresource);

    /// <summary>A version of Kubernetes as documents have it: <c>1.36</c> of <c>v1.36.0</c>.</summary>
    public static string VersionOf(string gitVersion) =>
        gitVersion.TrimStart('v').Split('.') is [var major, var minor, ..] ? $"{major}.{minor}" : gitVersion;

    public static string Capital(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}
