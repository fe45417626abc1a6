using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>How names of Machines are formed.</summary>
[MinProperties(1)]
public sealed class MachineNaming
{
    /// <summary>
    /// Template that must contain <c>{{ .random }}</c> and give a DNS name. Unset: owner's name, a hyphen and five random
    /// characters.
    /// </summary>
    [Length(1, 256)]
    public string? Template { get; set; }
}
