using System.Collections.Immutable;

namespace Slipway.ApiServer.Requests;

/// <summary>What creating, updating and patching have in common.</summary>
public abstract record WriteRequest : ApiRequest
{
    /// <summary>The body.</summary>
    public required RequestBody Body { get; init; }

    /// <summary>The values of <c>dryRun</c>; <c>All</c> runs every check and stores nothing.</summary>
    public ImmutableArray<string> DryRun { get; init; } = [];

    /// <summary>Who is named as the owner of the fields; empty to take it from <see cref="UserAgent"/>.</summary>
    public string FieldManager { get; init; } = "";

    /// <summary>The client's User-Agent; what stands before its first slash is the default field manager.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary><c>Ignore</c>, <c>Warn</c>, <c>Strict</c>, or empty for <c>Warn</c>.</summary>
    public string FieldValidation { get; init; } = "";
}
