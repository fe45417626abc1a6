using System.Text.Json.Nodes;
using Slipway.EndToEnd.Tests.Watching;

namespace Slipway.EndToEnd.Tests.ForeignProviders;

/// <summary>Somebody who does what the foreign provider is asked to: switches machines on and off, one after the other.</summary>
internal sealed class RackRoom(ObjectView view, RackProvider provider)
{
    private readonly HashSet<string> _on = new(StringComparer.Ordinal);
    private readonly HashSet<string> _off = new(StringComparer.Ordinal);

    /// <summary>Switches on whatever is wanted, until so many have been in all.</summary>
    public Task SwitchOnAsync(int inAll) => WorkAsync("is wanted", _on, inAll, RackProvider.IsWanted, provider.ProvisionMachineAsync);

    /// <summary>Switches off whatever is to go, until so many have been in all.</summary>
    public Task SwitchOffAsync(int inAll) => WorkAsync(
        "is to go",
        _off,
        inAll,
        machine => machine.Text("metadata.deletionTimestamp") is not null,
        name => provider.ReleaseAsync(RackProvider.Machines, name));

    private async Task WorkAsync(string what, HashSet<string> done, int inAll, Func<JsonObject, bool> asks, Func<string, Task> act)
    {
        while (done.Count < inAll)
        {
            await view.UntilAsync($"machine {done.Count + 1} {what}", o => o.Of(RackProvider.Machines).Any(IsNext));
            var name = view.Read(o => o.Of(RackProvider.Machines).First(IsNext)).Name();
            done.Add(name);
            await act(name);
        }

        bool IsNext(JsonObject machine) => asks(machine) && !done.Contains(machine.Name());
    }
}
