using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>A taint that Slipway puts on a Machine's Node.</summary>
public sealed class MachineTaint
{
    /// <summary>What happens to Pods that do not tolerate the taint.</summary>
    [Required, Enum(TaintEffect.NoSchedule, TaintEffect.PreferNoSchedule, TaintEffect.NoExecute)]
    public string? Effect { get; set; }

    /// <summary>Key of the taint.</summary>
    [Required, Length(1, 317), Pattern(Patterns.QualifiedName)]
    public string? Key { get; set; }

    /// <summary><c>Always</c>: kept on the Node; <c>OnInitialization</c>: set once when the Node joins, then left alone.</summary>
    [Required, Enum(TaintPropagation.Always, TaintPropagation.OnInitialization)]
    public string? Propagation { get; set; }

    /// <summary>Value of the taint.</summary>
    [Length(1, 63), Pattern(Patterns.LabelValue)]
    public string? Value { get; set; }
}
