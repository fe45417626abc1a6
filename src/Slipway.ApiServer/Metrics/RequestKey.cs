using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Metrics;

/// <summary>What requests have in common that are counted together.</summary>
/// <param name="Verb">The verb as metrics name it, such as <c>LIST</c>.</param>
/// <param name="Resource">The resource; of other paths the path stands for the subresource.</param>
/// <param name="Scope"><c>resource</c>, <c>namespace</c> or <c>cluster</c>; empty for other paths.</param>
internal readonly record struct RequestKey(string Verb, ResourceReference Resource, string Scope)
{
    /// <summary><c>All</c> where nothing is stored, <c>invalid</c> where the request asks for something else; empty otherwise.</summary>
    public string DryRun { get; init; } = "";
}
