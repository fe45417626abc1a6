using System.Text.Json.Nodes;

namespace Slipway.ApiServer.CustomResources;

/// <summary>The names that a definition has.</summary>
/// <param name="Group">The group in which it has them.</param>
/// <param name="Names">Its <c>status.acceptedNames</c>.</param>
/// <param name="Settled">Whether it has all the names it asks for.</param>
internal sealed record NameClaim(string Group, JsonObject Names, bool Settled);
