using System.Collections.Immutable;
using Slipway.Kubeadm.GoTemplates.Parsing;

namespace Slipway.Kubeadm.GoTemplates.Execution;

/// <summary>One <c>range</c>.</summary>
internal sealed class RangeLoop(TemplateNode.Range range, SourceText source, Budget budget)
{
    /// <summary>Walks the body for each item, or what stands under <c>else</c> when there is none.</summary>
    public Flow Run(object? value, VariableStack variables, Func<ImmutableArray<TemplateNode>, object?, Flow> walk, object? dot)
    {
        var mark = variables.Mark;
        var any = false;
        foreach (var (index, item) in Items(value))
        {
            any = true;
            budget.Step(range.Offset);
            Set(variables, index, item);
            var flow = walk(range.Body, item);
            variables.Release(mark);
            if (flow == Flow.Break)
            {
                return Flow.Next;
            }
        }

        return any ? Flow.Next : walk(range.Else, dot);
    }

    private IEnumerable<(object? Index, object? Item)> Items(object? value) => value switch
    {
        null => [],
        IReadOnlyDictionary<string, object> map =>
            map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => ((object?)p.Key, (object?)p.Value)),
        IReadOnlyList<object> list => list.Select((item, index) => ((object?)(long)index, (object?)item)),
        long when range.Pipeline.Variables.Length > 1 => throw source.Error(range.Offset, "range over a number sets one variable, not two"),
        long count => Count(count),
        byte count when range.Pipeline.Variables.Length < 2 => Count(count),
        _ => throw source.Error(range.Offset, $"range goes over maps, lists and whole numbers, not over a {GoValue.TypeName(value)}"),
    };

    private static IEnumerable<(object? Index, object? Item)> Count(long count)
    {
        for (long i = 0; i < count; i++)
        {
            yield return (null, i);
        }
    }

    private void Set(VariableStack variables, object? index, object? item)
    {
        var names = range.Pipeline.Variables;
        if (names.IsEmpty)
        {
            return;
        }

        if (range.Pipeline.IsAssignment)
        {
            variables.Assign(names[0], names.Length > 1 ? index : item);
            if (names.Length > 1)
            {
                variables.Assign(names[1], item);
            }

            return;
        }

        variables.SetTop(1, item);
        if (names.Length > 1)
        {
            variables.SetTop(2, index);
        }
    }
}
