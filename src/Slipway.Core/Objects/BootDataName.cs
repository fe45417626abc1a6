using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Objects;

/// <summary>Takes the name of the boot data's Secret over from a bootstrap configuration, once it is there.</summary>
internal static class BootDataName
{
    /// <summary>What is to be done; what waits or fails says for what, and why.</summary>
    /// <param name="config">The bootstrap configuration.</param>
    /// <param name="takeover">What makes the configuration the object's own; null when it is.</param>
    /// <param name="known">The name that was taken over before; null when there is none.</param>
    /// <param name="keep">Makes the write that keeps the name.</param>
    public static PhaseResult Decide(ContractObject config, Effect? takeover, string? known, Func<string, Effect> keep)
    {
        var name = $"{config.Kind} {config.Source.Metadata.Name}";
        if (!BootstrapConfigContract.IsDataSecretCreated(config))
        {
            return takeover is not null
                ? PhaseResult.Want(takeover)
                : PhaseResult.WaitFor("WaitingForDataSecret", $"Waiting for {name} to create the boot data");
        }

        if (BootstrapConfigContract.DataSecretName(config) is not { } secret)
        {
            return PhaseResult.FailWith(
                ErrorCodes.ContractViolation,
                $"{name} says {BootstrapConfigContract.DataSecretCreatedField(config)} but status.dataSecretName is empty");
        }

        return PhaseResult.DoneAfter(takeover, known == secret ? null : keep(secret));
    }
}
