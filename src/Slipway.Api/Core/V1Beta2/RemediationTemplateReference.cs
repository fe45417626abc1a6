using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Reference to a template from which remediation objects are made, in the same namespace.</summary>
public sealed class RemediationTemplateReference
{
    /// <summary>Group and version of the template.</summary>
    [Required, Length(1, 317), Pattern(Patterns.GroupVersion)]
    public string? ApiVersion { get; set; }

    /// <summary>Kind of the template; ends with <c>Template</c>.</summary>
    [Required, Length(1, 63), Pattern(Patterns.Kind)]
    public string? Kind { get; set; }

    /// <summary>Name of the template.</summary>
    [Required, Length(1, 253), Pattern(Patterns.DnsSubdomain)]
    public string? Name { get; set; }
}
