using System.Collections.Immutable;

namespace Slipway.ApiServer.Requests;

/// <summary>Who asks, as authentication found out.</summary>
/// <param name="Name">The user's name, such as <c>system:serviceaccount:ns:name</c>.</param>
/// <param name="Groups">The user's groups.</param>
public sealed record RequestUser(string Name, ImmutableArray<string> Groups)
{
    /// <summary>The group whose members may do everything.</summary>
    public const string PrivilegedGroup = "system:masters";

    /// <summary>The server itself and the controllers in its process.</summary>
    public static RequestUser Internal { get; } = new("system:apiserver", [PrivilegedGroup, "system:authenticated"]);

    /// <summary>The user's UID, when authentication knows one.</summary>
    public string Uid { get; init; } = "";

    /// <summary>What else authentication knows, such as the pod that a token belongs to, by key in order.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Extra { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Whether the user is a member of <see cref="PrivilegedGroup"/>.</summary>
    public bool IsPrivileged => Groups.Contains(PrivilegedGroup);
}
