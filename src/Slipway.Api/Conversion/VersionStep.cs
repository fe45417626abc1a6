using Slipway.Api.Conversion.Changes;

namespace Slipway.Api.Conversion;

/// <summary>How a kind differs in an older version from the version after it.</summary>
/// <param name="Older">The older version, such as <c>v1beta1</c>.</param>
/// <param name="Changes">The differences.</param>
internal sealed record VersionStep(string Older, FieldChanges Changes);
