using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What was observed of the template.</summary>
public sealed class DevMachineTemplateStatus
{
    /// <summary>Resources such a machine has, quantities by name; read by autoscalers that scale from zero.</summary>
    [Pattern(Patterns.Quantity, Each = 1)]
    public Dictionary<string, IntOrString>? Capacity { get; set; }
}
