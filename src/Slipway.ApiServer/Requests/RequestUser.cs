using System.Collections.Immutable;

namespace Slipway.ApiServer.Requests;

/// <summary>Who asks, as authentication found out.</summary>
/// <param name="Name">The user's name, such as <c>system:serviceaccount:ns:name</c>.</param>
/// <param name="Groups">The user's groups.</param>
public sealed record RequestUser(string Name, ImmutableArray<string> Groups)
{
    /// <summary>The server itself and the controllers in its process.</summary>
    public static RequestUser Internal { get; } = new("system:apiserver", ["system:masters", "system:authenticated"]);

    /// <summary>The user's UID, when authentication knows one.</summary>
    public string Uid { get; init; } = "";
}
