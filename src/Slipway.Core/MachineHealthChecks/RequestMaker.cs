using System.Text.Json.Nodes;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineHealthChecks;

/// <summary>Creates requests for remediation. One that is refused is noted, for its Machine to tell, and holds up no other.</summary>
/// <param name="client">The server that holds the Machines.</param>
/// <param name="journal">What was tried.</param>
internal sealed class RequestMaker(IKubeClient client, RequestJournal journal)
{
    /// <summary>How long a request that was refused, or is not seen yet, is not tried again.</summary>
    public static TimeSpan Pace { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The last time that a Machine's request was tried; null when it was not.</summary>
    public RequestOutcome? Last(string machineUid) => journal.Of(machineUid);

    /// <summary>Whether a Machine's request is to be tried now.</summary>
    public bool IsDue(string machineUid, DateTimeOffset now) => Last(machineUid) is not { } last || now - last.At >= Pace;

    /// <summary>The creation.</summary>
    public Effect.Call Create(ResourceType type, JsonObject body, string machineUid, DateTimeOffset now, string why) => new(
        "create remediation request", cancellationToken => CreateAsync(type, body, machineUid, now, cancellationToken), why);

    private async ValueTask CreateAsync(ResourceType type, JsonObject body, string machineUid, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(type, body, new WriteOptions { FieldManager = FieldManagers.Core }, cancellationToken);
            journal.Note(machineUid, new RequestOutcome(now, Refusal: null));
        }
        catch (KubeApiException e)
        {
            // Its name is the Machine's: one that is there is the one that was wanted.
            journal.Note(machineUid, new RequestOutcome(now, e.IsAlreadyExists ? null : e.Message));
        }
    }
}
