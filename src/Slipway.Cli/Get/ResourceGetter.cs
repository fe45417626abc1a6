using Slipway.Cli.Connection;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Get;

/// <summary>Gets objects and prints them in the form that the user wants.</summary>
internal sealed class ResourceGetter(CliContext context, PlaneConnection plane)
{
    /// <summary><c>wide</c>, <c>yaml</c>, <c>json</c>, <c>name</c>, or empty for the table.</summary>
    public required string Output { get; init; }

    /// <summary>The namespace; null for all.</summary>
    public required string? Namespace { get; init; }

    /// <summary>A label selector; null for all.</summary>
    public string? Selector { get; init; }

    public async Task<int> GetAsync(IReadOnlyList<(ServedResource Resource, string? Name)> wanted, CancellationToken cancellationToken)
    {
        if (Output is not ("" or "wide"))
        {
            return await PrintObjectsAsync(wanted, cancellationToken);
        }

        var severalKinds = wanted.Select(w => w.Resource).Distinct().Count() > 1;
        var printed = false;
        foreach (var (resource, names) in wanted.GroupBy(w => w.Resource).Select(g => (g.Key, g.Select(w => w.Name))))
        {
            var printer = Printer(resource, severalKinds);
            var tables = new List<ResourceTable>();
            foreach (var name in names)
            {
                tables.Add(await new TableReader(plane.Client, Request(resource, name)).ReadAsync(cancellationToken));
            }

            var all = tables[0] with { Rows = [.. tables.SelectMany(t => t.Rows)] };
            if (printed && all.Rows.Count > 0)
            {
                await context.Out.WriteLineAsync();
            }

            await printer.PrintAsync(all);
            printed |= all.Rows.Count > 0;
        }

        if (!printed)
        {
            await context.Error.WriteLineAsync(Namespace is null ? "No resources found" : $"No resources found in {Namespace} namespace.");
        }

        return ExitCodes.Success;
    }

    /// <summary>Prints the objects, and each again as it changes, until the user has enough.</summary>
    public async Task<int> WatchAsync(ServedResource resource, string? name, CancellationToken cancellationToken)
    {
        var printer = Printer(resource, severalKinds: false);
        var reader = new TableReader(plane.Client, Request(resource, name));
        var present = await reader.ReadAsync(cancellationToken);
        await printer.PrintAsync(present);
        var from = present.ResourceVersion.Length > 0 ? present.ResourceVersion : present.Rows is [{ } only] ? only.ResourceVersion : "";
        await foreach (var change in reader.WatchAsync(from, cancellationToken))
        {
            await printer.PrintAsync(change);
        }

        return ExitCodes.Success;
    }

    private TablePrinter Printer(ServedResource resource, bool severalKinds) => new(context.Out, resource)
    {
        IsWide = Output == "wide",
        ShowsNamespace = Namespace is null && resource.Type.Namespaced,
        ShowsKind = severalKinds,
    };

    private GetRequest Request(ServedResource resource, string? name) =>
        new(resource.Type, resource.Type.Namespaced ? Namespace : null, name, Selector);

    private async Task<int> PrintObjectsAsync(
        IReadOnlyList<(ServedResource Resource, string? Name)> wanted, CancellationToken cancellationToken)
    {
        var found = new List<(ServedResource Resource, KubeObject Object)>();
        foreach (var (resource, name) in wanted)
        {
            var ns = resource.Type.Namespaced ? Namespace : null;
            found.AddRange(name is null
                ? (await ListAsync(resource, ns, cancellationToken)).Items.Select(o => (resource, o))
                : [(resource, await plane.Client.GetAsync(resource.Type, new ObjectKey(ns ?? "", name), cancellationToken))]);
        }

        if (Output == "name")
        {
            foreach (var (resource, obj) in found)
            {
                await context.Out.WriteLineAsync(resource.Display(obj.Key.Name));
            }

            return ExitCodes.Success;
        }

        var isSingle = wanted is [{ Name: not null }];
        await context.Out.WriteAsync(ObjectPrinter.Print([.. found.Select(f => f.Object)], isSingle, Output == "yaml"));
        return ExitCodes.Success;
    }

    private Task<KubeList> ListAsync(ServedResource resource, string? ns, CancellationToken cancellationToken) =>
        plane.Client.ListAsync(resource.Type, ns, new ListOptions { LabelSelector = Selector }, cancellationToken);
}
