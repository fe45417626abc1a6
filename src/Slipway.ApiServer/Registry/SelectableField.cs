using Slipway.ApiServer.Tables;

namespace Slipway.ApiServer.Registry;

/// <summary>A field that a field selector may name.</summary>
/// <param name="Name">Its name in selectors, such as <c>spec.nodeName</c>.</param>
/// <param name="Path">Where its value stands in the object.</param>
/// <param name="Default">The value of an object that lacks it.</param>
internal sealed record SelectableField(string Name, JsonPath Path, string Default = "");
