using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary>What may be asked of a path by one HTTP method.</summary>
/// <param name="Method">The method in small letters.</param>
/// <param name="Id">The operation's name, which is its alone in all documents.</param>
/// <param name="Parameters">Its parameters' names in the order of the alphabet, path parameters apart.</param>
internal sealed record OpenApiOperation(string Method, string Id, params string[] Parameters)
{
    /// <summary>Kubernetes' name for it; empty for discovery.</summary>
    public string Action { get; init; } = "";

    /// <summary>What kind of object it is about; null for discovery.</summary>
    public GroupVersionKind? Kind { get; init; }

    /// <summary>The group and version that it is listed under.</summary>
    public required string Tag { get; init; }

    /// <summary>The schema of what is sent; empty when nothing is.</summary>
    public string Body { get; init; } = "";

    /// <summary>The media types of the body.</summary>
    public IReadOnlyList<string> Consumes { get; init; } = OpenApiMedia.Any;

    /// <summary>Whether the body may be left out.</summary>
    public bool BodyIsOptional { get; init; }

    /// <summary>The schema of the answer; empty for a text.</summary>
    public string Answer { get; init; } = "";

    public IReadOnlyList<string> Produces { get; init; } = OpenApiMedia.Typed;

    /// <summary>HTTP's codes of success.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [200];
}
