namespace PluginSign.Cli.Commands.Verify;

/// <summary>Works on several files at once and gives the results in the order of the files, each as soon as it and those before it are there.</summary>
internal static class InOrder
{
    // Enough that no core waits while a large file is at the head; what is done and not yet written is held, and is not more than this.
    private const int AheadPerCore = 8;

    /// <summary>The results.</summary>
    /// <typeparam name="T">What the work comes to.</typeparam>
    /// <param name="files">The files.</param>
    /// <param name="work">For several threads at once.</param>
    /// <remarks>When a piece of work throws, those before it have been given out, and none runs any more when the exception arrives.</remarks>
    public static IEnumerable<T> Of<T>(IReadOnlyList<string> files, Func<string, T> work)
    {
        if (files.Count == 1 || Environment.ProcessorCount == 1)
        {
            foreach (string file in files)
            {
                yield return work(file);
            }

            yield break;
        }

        int most = AheadPerCore * Environment.ProcessorCount;
        Queue<Task<T>> running = new(most);
        int next = 0;
        try
        {
            while (next < files.Count || running.Count > 0)
            {
                while (next < files.Count && running.Count < most)
                {
                    string file = files[next++];
                    running.Enqueue(Task.Run(() => work(file)));
                }

                yield return running.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            Task.WhenAll(running).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        }
    }
}
